package org.imprimatur.web;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.event.Subscription;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.MailSettings;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.web.mail.SmtpMailer;
import org.imprimatur.web.mail.SmtpSettings;

/**
 * Sends the board's mail by SMTP where this process delivers events. What speaks SMTP is not looked
 * at before there is a mail: a build where functions send has none of it.
 */
@Singleton
class MailWiring {
  private final Optional<SmtpSettings> smtp;
  private final ExpiringEntries entries;

  /** Refuses settings that are wrong. */
  MailWiring(Settings settings, ExpiringEntries entries) {
    this.smtp = smtp(settings.mail());
    this.entries = entries;
  }

  /** What the board says in mails, where it sends any. */
  static Optional<MailSettings> board(Settings settings) {
    try {
      return settings
          .mail()
          .from()
          .map(from -> new MailSettings(settings.baseUrl(), settings.mail().digest()));
    } catch (IllegalArgumentException e) {
      throw wrong("imprimatur.mail: " + e.getMessage());
    }
  }

  /** Where events that ask for mail are to be delivered; nowhere on a board that sends none. */
  Optional<Subscription> subscription(Board board) {
    return smtp.flatMap(
        settings -> board.mail(mail -> new SmtpMailer(settings).send(mail), entries));
  }

  private static Optional<SmtpSettings> smtp(Settings.Mail mail) {
    return mail.from().map(from -> smtp(from, mail));
  }

  private static SmtpSettings smtp(String from, Settings.Mail mail) {
    Address address =
        Address.parse(from).orElseThrow(() -> wrong("imprimatur.mail.from is not an address"));
    Optional<SmtpSettings.Login> login =
        mail.username().map(name -> new SmtpSettings.Login(name, mail.password().orElse("")));
    try {
      return new SmtpSettings(address, mail.host(), mail.port(), mail.security(), login);
    } catch (IllegalArgumentException e) {
      throw wrong("imprimatur.mail.security: " + e.getMessage());
    }
  }

  private static ConfigValidationException wrong(String what) {
    return new ConfigValidationException(new Problem[] {new Problem(what)});
  }
}
