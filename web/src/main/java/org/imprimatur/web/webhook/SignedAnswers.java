package org.imprimatur.web.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.api.Answer;
import org.imprimatur.api.Problem;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Takes the answers of somebody's own approval service: {@code POST /api/approval-responses}, the
 * detail of an {@code ApprovalResponse} or an {@code ApprovalHeld}, signed. What is not authentic
 * changes nothing and is answered the same whatever is wrong with it. A message that comes again is
 * answered as the first time and not recorded again. Thread-safe.
 */
public final class SignedAnswers {
  /** The largest answer that is read. */
  static final int MAX_BYTES = 64 * 1024;

  private static final Duration REMEMBER = Duration.ofDays(1);

  private final Optional<Secrets> secrets;
  private final RecordAnswer recordAnswer;
  private final ExpiringEntries entries;
  private final Clock clock;
  private final Telemetry telemetry;

  /**
   * Records authentic answers.
   *
   * @param secrets what a service signs with; without any, nobody's answers are taken
   * @param entries where the names of messages are kept for a day
   */
  public SignedAnswers(
      Optional<Secrets> secrets,
      RecordDecision recordDecision,
      ExpiringEntries entries,
      Clock clock,
      Telemetry telemetry) {
    this.secrets = secrets;
    this.recordAnswer = new RecordAnswer(recordDecision, clock, telemetry);
    this.entries = entries;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /**
   * Takes a message as it came in.
   *
   * @param id {@code webhook-id}
   * @param timestamp {@code webhook-timestamp}
   * @param signatures {@code webhook-signature}
   */
  public Answer take(
      Optional<String> id, Optional<String> timestamp, Optional<String> signatures, byte[] body) {
    if (secrets.isEmpty()) {
      return Problem.of(404, "This board has no approval service that answers here.");
    }
    if (body.length > MAX_BYTES) {
      return Problem.of(413, "An answer has at most 64 KiB.");
    }
    Stamp stamp = new Stamp(id.orElse(""), timestamp.orElse(""), signatures.orElse(""));
    if (!secrets.get().vouchFor(stamp, body, clock.instant())) {
      return refused(401, "not authentic", "The signature does not vouch for this answer.");
    }
    return first(stamp.id(), body);
  }

  private Answer first(String id, byte[] body) {
    String name = "answer:" + digest(id, body);
    return entries
        .find(name, clock.instant())
        .map(SignedAnswers::taken)
        .orElseGet(() -> read(id, name, body));
  }

  /** Remembered afterwards: a crash between records it once more, which changes nothing. */
  private Answer read(String id, String name, byte[] body) {
    try {
      String outcome = recordAnswer.record(id, new String(body, StandardCharsets.UTF_8));
      Instant now = clock.instant();
      entries.putIfAbsent(name, outcome, now.plus(REMEMBER), now);
      return taken(outcome);
    } catch (UnreadableEvent e) {
      return refused(400, "unreadable", "This is neither an ApprovalResponse nor an ApprovalHeld.");
    }
  }

  private static Answer taken(String outcome) {
    return new Answer(
        200,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        "{\"outcome\":\"" + outcome + "\"}");
  }

  private Answer refused(int status, String reason, String detail) {
    telemetry.record(new Occurrence(Occurrence.Kind.ANSWER_REFUSED, Map.of("reason", reason)));
    return Problem.of(status, detail);
  }

  private static String digest(String id, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((id + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
