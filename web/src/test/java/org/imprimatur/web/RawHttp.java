package org.imprimatur.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no client library would, and reads until the server closes the connection. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 20_000;

  private final URI base;

  RawHttp(URI base) {
    this.base = base;
  }

  /** The whole answer, byte for byte as ISO-8859-1; empty if the server hung up without a word. */
  String answer(byte[] request) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a request together from texts and bytes; texts are written as UTF-8. */
  static byte[] bytes(Object... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (Object part : parts) {
      whole.writeBytes(
          part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8));
    }
    return whole.toByteArray();
  }
}
