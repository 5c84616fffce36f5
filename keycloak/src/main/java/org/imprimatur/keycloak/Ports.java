package org.imprimatur.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the port for Keycloak on the loopback interface. */
final class Ports {

  private Ports() {}

  /**
   * The wanted port, or for 0 the one that the file remembers while it is free, or any free one.
   *
   * <p>The issuer carries the port, and sessions carry the issuer: with another port on each run,
   * each restart would sign everybody out.
   */
  static int choose(int wanted, Path memory) throws IOException {
    if (wanted != 0) {
      return wanted;
    }
    int last = remembered(memory);
    int port = last != 0 && isFree(last) ? last : anyFree();
    Home.replace(memory, Integer.toString(port));
    return port;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static int remembered(Path memory) throws IOException {
    if (Files.notExists(memory)) {
      return 0;
    }
    String text = Files.readString(memory).strip();
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
