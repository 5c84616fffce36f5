package org.imprimatur.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Mail;
import org.imprimatur.mail.MailNotSent;
import org.junit.jupiter.api.Test;

class SmtpMailerTest {
  private static final Address FROM = new Address("board@example.org");
  private static final Mail MAIL =
      new Mail(
          "0".repeat(32),
          new Address("ann@example.org"),
          "subject",
          "text",
          "<p>html</p>",
          URI.create("http://localhost:8080/unsubscribe/x"));

  @Test
  void connectionsAreSecuredAsIsSaid() {
    assertThat(properties(SmtpSettings.Security.STARTTLS))
        .containsEntry("mail.smtp.starttls.required", "true")
        .containsEntry("mail.smtp.ssl.enable", "false")
        .containsEntry("mail.smtp.ssl.checkserveridentity", "true");
    assertThat(properties(SmtpSettings.Security.TLS))
        .containsEntry("mail.smtp.starttls.required", "false")
        .containsEntry("mail.smtp.ssl.enable", "true");
    assertThat(properties(SmtpSettings.Security.NONE))
        .containsEntry("mail.smtp.starttls.enable", "false")
        .containsEntry("mail.smtp.ssl.enable", "false");
  }

  @Test
  void noPasswordIsShownToANetwork() {
    Optional<SmtpSettings.Login> login = Optional.of(new SmtpSettings.Login("board", "secret"));
    assertThatThrownBy(
            () -> new SmtpSettings(FROM, "mail.example.org", 25, SmtpSettings.Security.NONE, login))
        .hasMessageContaining("starttls or tls");
    assertThat(
            new SmtpSettings(FROM, "127.0.0.1", 25, SmtpSettings.Security.NONE, login).toString())
        .doesNotContain("secret");
  }

  @Test
  void withoutStarttlsNothingIsSent() throws IOException {
    try (MailServer server = new MailServer()) {
      assertThatThrownBy(() -> to(server.port(), SmtpSettings.Security.STARTTLS).send(MAIL))
          .isInstanceOf(MailNotSent.class);
      assertThat(server.got()).isEmpty();
    }
  }

  @Test
  void whatTheServerSaysNamesNobodyInALog() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread refusing = new Thread(() -> refuse(server));
      refusing.setDaemon(true);
      refusing.start();

      assertThatThrownBy(() -> to(server.getLocalPort(), SmtpSettings.Security.NONE).send(MAIL))
          .isInstanceOf(MailNotSent.class)
          .hasMessage("the SMTP server answered 550")
          .hasNoCause();
    }
  }

  @Test
  void serverThatIsAwayIsTold() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> to(port, SmtpSettings.Security.NONE).send(MAIL))
        .isInstanceOf(MailNotSent.class)
        .hasMessageStartingWith("the SMTP server cannot be used: ");
  }

  private static void refuse(ServerSocket server) {
    try (Socket socket = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      say(socket, "220 here");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(socket, line.startsWith("RCPT") ? "550 <ann@example.org> is nobody" : "250 yes");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static SmtpMailer to(int port, SmtpSettings.Security security) {
    return new SmtpMailer(new SmtpSettings(FROM, "127.0.0.1", port, security, Optional.empty()));
  }

  private static Properties properties(SmtpSettings.Security security) {
    return SmtpMailer.properties(
        new SmtpSettings(FROM, "mail.example.org", 587, security, Optional.empty()));
  }
}
