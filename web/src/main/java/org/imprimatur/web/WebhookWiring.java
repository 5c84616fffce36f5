package org.imprimatur.web;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.imprimatur.Board;
import org.imprimatur.event.EventHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.telemetry.Telemetry;
import org.imprimatur.web.webhook.Secrets;
import org.imprimatur.web.webhook.SignedAnswers;
import org.imprimatur.web.webhook.WebhookDelivery;

/** Where somebody's own approval service is plugged in. */
class WebhookWiring {
  private static final String URL = "imprimatur.approval.webhook.url";
  private static final String SECRET = "imprimatur.approval.webhook.secret";

  /** The way to the service, where the policy is to ask it; refuses settings that are wrong. */
  static Optional<EventHandler> delivery(Settings.Approval approval, Clock clock) {
    Optional<Secrets> secrets = secrets(approval.webhook());
    return approval.policy() == Settings.Policy.WEBHOOK
        ? Optional.of(
            delivery(required(approval.webhook().url(), URL), required(secrets, SECRET), clock))
        : Optional.empty();
  }

  /** How long the service may be silent before a person is called, where it is asked at all. */
  static Optional<Duration> escalateAfter(Settings.Approval approval) {
    return approval.policy() == Settings.Policy.WEBHOOK
        ? Optional.of(approval.webhook().escalateAfter())
        : Optional.empty();
  }

  private static EventHandler delivery(URI url, Secrets secrets, Clock clock) {
    return checked(URL, () -> new WebhookDelivery(url, secrets, clock));
  }

  private static <T> T required(Optional<T> setting, String name) {
    return setting.orElseThrow(() -> wrong("the policy webhook needs " + name));
  }

  @Produces
  @Singleton
  SignedAnswers signedAnswers(
      Settings settings, Board board, ExpiringEntries entries, Clock clock, Telemetry telemetry) {
    return new SignedAnswers(
        secrets(settings.approval().webhook()), board.recordDecision(), entries, clock, telemetry);
  }

  private static Optional<Secrets> secrets(Settings.Webhook webhook) {
    return webhook.secret().map(secret -> checked(SECRET, () -> Secrets.parse(secret)));
  }

  private static <T> T checked(String setting, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw wrong(setting + ": " + e.getMessage());
    }
  }

  private static ConfigValidationException wrong(String what) {
    return new ConfigValidationException(new Problem[] {new Problem(what)});
  }
}
