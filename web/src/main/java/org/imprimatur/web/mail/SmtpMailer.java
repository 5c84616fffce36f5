package org.imprimatur.web.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.imprimatur.mail.Mail;
import org.imprimatur.mail.MailNotSent;
import org.imprimatur.mail.Mailer;

/**
 * Hands mail to an SMTP server (RFC 5321), each by a connection of its own, by Jakarta Mail, which
 * writes the message (RFC 5322) and encodes what is in it (RFC 2045 to 2047). Thread-safe.
 */
public final class SmtpMailer implements Mailer {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DEEPEST = 8;

  private final SmtpSettings settings;

  /** Sends by the server of {@code settings}. */
  public SmtpMailer(SmtpSettings settings) {
    this.settings = settings;
  }

  /** The server has ten seconds for each of its answers. */
  @Override
  public void send(Mail mail) {
    try {
      Session session = Session.getInstance(properties(settings));
      Message message = message(mail, session);
      try (Transport transport = session.getTransport()) {
        connect(transport);
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new MailNotSent(reason(e));
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (settings.login().isPresent()) {
      SmtpSettings.Login login = settings.login().get();
      transport.connect(settings.host(), settings.port(), login.name(), login.password());
    } else {
      transport.connect();
    }
  }

  static Properties properties(SmtpSettings settings) {
    String millis = Long.toString(PATIENCE.toMillis());
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.from", settings.from().value());
    properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.put("mail.smtp.ssl.enable", is(settings, SmtpSettings.Security.TLS));
    properties.put("mail.smtp.starttls.enable", is(settings, SmtpSettings.Security.STARTTLS));
    properties.put("mail.smtp.starttls.required", is(settings, SmtpSettings.Security.STARTTLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    return properties;
  }

  private static String is(SmtpSettings settings, SmtpSettings.Security security) {
    return Boolean.toString(settings.security() == security);
  }

  private Message message(Mail mail, Session session)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage message = new Known(session, mail.messageId());
    message.setFrom(new InternetAddress(settings.from().value(), "Imprimatur", UTF_8));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to().value()));
    message.setSubject(mail.subject(), UTF_8);
    message.setHeader("Auto-Submitted", "auto-generated");
    addUnsubscribe(message, mail.unsubscribe());
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** One click asks for https (RFC 8058, section 3.1); elsewhere the page of the link is left. */
  private static void addUnsubscribe(Message message, URI where) throws MessagingException {
    message.setHeader("List-Unsubscribe", "<" + where + ">");
    if ("https".equals(where.getScheme())) {
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }

  /** The code alone: servers put addresses into their words. */
  private static String reason(Exception failure) {
    if (failure instanceof AuthenticationFailedException) {
      return "the SMTP server did not accept the login";
    }
    return causes(failure)
        .flatMap(cause -> code(cause).stream())
        .findFirst()
        .map(code -> "the SMTP server answered " + code)
        .orElseGet(() -> "the SMTP server cannot be used: " + failure.getClass().getSimpleName());
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(Optional.of(failure), Optional::isPresent, SmtpMailer::next)
        .flatMap(Optional::stream)
        .limit(DEEPEST);
  }

  private static Optional<Throwable> next(Optional<Throwable> failure) {
    return failure.map(
        known ->
            known instanceof MessagingException mail ? mail.getNextException() : known.getCause());
  }

  private static Optional<Integer> code(Throwable failure) {
    if (failure instanceof SMTPAddressFailedException address) {
      return Optional.of(address.getReturnCode());
    }
    return failure instanceof SMTPSendFailedException send
        ? Optional.of(send.getReturnCode())
        : Optional.empty();
  }

  /** A message that keeps its name; Jakarta Mail would give it a new one each time. */
  private static final class Known extends MimeMessage {
    private final String messageId;

    Known(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
