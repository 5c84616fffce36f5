package org.imprimatur.web.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;

/** A real SMTP server that keeps what it gets, on one port for as long as it is there. */
public final class MailServer implements AutoCloseable {
  private final int port;
  private GreenMail server;

  /** Starts it. */
  public MailServer() {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Comes back after {@link #stop}, with nothing in it. */
  public void start() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  /** Is away from now on. */
  public void stop() {
    server.stop();
  }

  /** What it got, in order. */
  public List<MimeMessage> got() {
    return List.of(server.getReceivedMessages());
  }

  @Override
  public void close() {
    stop();
  }
}
