package org.imprimatur.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The least that Java serves a page with: the JDK's own server and one page in memory. */
final class BareServer {
  static final String NAME = "a page from the JDK's own server";

  private BareServer() {}

  /** Serves until it is ended. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    byte[] page = "<!doctype html><title>Bare</title>".repeat(200).getBytes(StandardCharsets.UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.createContext(
        "/",
        asked -> {
          asked.sendResponseHeaders(200, page.length);
          asked.getResponseBody().write(page);
          asked.close();
        });
    server.start();
  }
}
