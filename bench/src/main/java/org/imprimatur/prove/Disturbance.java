package org.imprimatur.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imprimatur.bench.Threads;

/**
 * What happens to a server now and then: a client goes away within its request, and the disk is
 * kept busy.
 *
 * @param port of the server
 * @param folder on its disk
 * @param often how often
 */
record Disturbance(int port, Path folder, Duration often) {
  private static final int MEGABYTES = 64;
  private static final String HALF =
      "POST /api/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{";

  /** Disturbs it until the end. */
  boolean until(AtomicBoolean end) throws IOException {
    long next = System.nanoTime() + often.toNanos() / 2;
    while (!end.get()) {
      if (System.nanoTime() > next) {
        next += often.toNanos();
        goAway();
        keepBusy();
      }
      Threads.pause(Duration.ofMillis(100));
    }
    return true;
  }

  private void goAway() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void keepBusy() throws IOException {
    Path busy = folder.resolve("busy");
    try (FileChannel file =
        FileChannel.open(busy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < MEGABYTES; i++) {
        file.write(ByteBuffer.allocate(1 << 20));
        file.force(true);
      }
    }
    Files.delete(busy);
  }
}
