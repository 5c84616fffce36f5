package org.imprimatur.web.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A connection over which a test says whatever it wants, and hears what comes back. */
public final class Wire implements AutoCloseable {
  private static final int SILENCE_MILLIS = 5_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1[.]1 ([0-9]{3}) ");

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(URI base) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SILENCE_MILLIS);
    return new Wire(socket);
  }

  /** Says all of it and hears until the end of the connection or a silence. */
  public static Heard exchange(URI base, String bytes) {
    try (Wire wire = to(base)) {
      wire.say(bytes);
      return wire.hear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void say(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says a piece again and again until nobody listens or {@code most} bytes went; how many did. */
  long saySoLong(String piece, long most) {
    long said = 0;
    try {
      while (said < most) {
        say(piece);
        said += piece.length();
      }
    } catch (IOException closed) {
      return said;
    }
    return said;
  }

  Heard hear() throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    InputStream in = socket.getInputStream();
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        heard.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException silence) {
      return new Heard(heard.toString(StandardCharsets.UTF_8), false);
    } catch (IOException reset) {
      return new Heard(heard.toString(StandardCharsets.UTF_8), true);
    }
    return new Heard(heard.toString(StandardCharsets.UTF_8), true);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * What came back.
   *
   * @param closed whether the connection was ended, or there was silence
   */
  public record Heard(String text, boolean closed) {
    /** Of each answer. */
    public List<Integer> statuses() {
      return STATUS.matcher(text).results().map(m -> Integer.valueOf(m.group(1))).toList();
    }
  }
}
