package org.imprimatur.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection that sends the same bytes again and again and reads answers: client and server share
 * the cores here, and this takes little of them.
 */
public final class HttpConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";
  private static final long IN_CHUNKS = -1;

  private final Socket socket;
  private final InputStream in;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a port of this machine. */
  @SuppressWarnings("resource") // Closed with what is returned.
  public static HttpConnection open(int port) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    try {
      socket.connect(new InetSocketAddress("localhost", port));
      return new HttpConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a whole request and returns the status of its answer, which was read to its end. */
  public int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    content();
    return status;
  }

  /** Sends a whole request and returns the body of its answer. */
  public byte[] body(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    return content();
  }

  private byte[] content() throws IOException {
    long length = length();
    return length == IN_CHUNKS ? chunks() : in.readNBytes((int) length);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      all.write(in.readNBytes(size));
      line();
    } while (size > 0);
    return all.toByteArray();
  }

  /** Reads up to where the body begins, and how long that is. */
  private long length() throws IOException {
    long length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Long.parseLong(header.substring(LENGTH.length()).strip());
      }
      if (lower.startsWith(CHUNKED)) {
        length = IN_CHUNKS;
      }
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** A request with a body. */
  public static byte[] post(int port, String path, String token, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST %s HTTP/1.1
        Host: localhost:%d
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(path, port, token, body.length)
            .replace("\n", "\r\n");
    return head.concat(json).getBytes(StandardCharsets.UTF_8);
  }

  /** A request without one. */
  public static byte[] get(int port, String path) {
    return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
        .formatted(path, port)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A request without a body, with a header of its own. */
  public static byte[] get(int port, String path, String header) {
    return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n\r\n"
        .formatted(path, port, header)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
