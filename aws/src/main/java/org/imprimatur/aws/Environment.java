package org.imprimatur.aws;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.mail.MailSettings;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.Lifetime;

/**
 * What a function is told by its environment variables. A name that is missing or wrong stops it at
 * its start, with that name.
 */
record Environment(Map<String, String> variables) {
  /** How long the approval service may be silent before it is asked again. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  Environment {
    variables = Map.copyOf(variables);
  }

  /** The one place in this module that reads the environment. */
  static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException(name + " is not in the environment"));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  Tables tables() {
    return new Tables(
        optional("POSTS_TABLE").orElse("posts"),
        optional("ARCHIVE_TABLE").orElse("archive"),
        optional("SESSIONS_TABLE").orElse("sessions"),
        optional("AUDIT_TABLE").orElse("audit"),
        optional("NOTICES_TABLE").orElse("notices"));
  }

  /** The board of functions beside the approval service, which is a function of its own. */
  BoardSettings board() {
    return new BoardSettings(
        ApprovalPolicy.manual(),
        approvalDelay(),
        PATIENCE,
        optional("ESCALATE_AFTER").map(text -> duration("ESCALATE_AFTER", text)),
        lifetime(),
        AuthorLimits.NONE,
        BoardSettings.reference().reports(),
        mail());
  }

  /** How much one author may hand in. */
  AuthorLimits limits() {
    return new AuthorLimits(
        number("AUTHORS_MAX_WAITING"),
        number("AUTHORS_MAX_PER_HOUR"),
        number("AUTHORS_MAX_PER_MINUTE"));
  }

  private int number(String name) {
    try {
      return optional(name).map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(name + " is no number", e);
    }
  }

  /** Where the runtime is, by the names and with the defaults of the web application. */
  AwsSettings settings() {
    return new AwsSettings(
        optional("IMPRIMATUR_AWS_REGION").orElseGet(() -> required("AWS_REGION")),
        optional("IMPRIMATUR_AWS_ENDPOINT").map(URI::create),
        new Tables(
            optional("IMPRIMATUR_AWS_POSTS_TABLE").orElse("imprimatur-posts"),
            optional("IMPRIMATUR_AWS_ARCHIVE_TABLE").orElse("imprimatur-archive"),
            optional("IMPRIMATUR_AWS_SESSIONS_TABLE").orElse("imprimatur-sessions"),
            optional("IMPRIMATUR_AWS_AUDIT_TABLE").orElse("imprimatur-audit"),
            optional("IMPRIMATUR_AWS_NOTICES_TABLE").orElse("imprimatur-notices")),
        optional("IMPRIMATUR_AWS_BUS").orElse("imprimatur"));
  }

  /** What mails say, where the board sends any. */
  Optional<MailSettings> mail() {
    return optional("MAIL_BASE_URL")
        .map(
            url ->
                new MailSettings(
                    URI.create(url),
                    optional("MAIL_DIGEST").map(text -> duration("MAIL_DIGEST", text))));
  }

  Lifetime lifetime() {
    return new Lifetime(duration("POSTS_LIFETIME", Duration.ofDays(30)));
  }

  Duration approvalDelay() {
    return duration("APPROVAL_DELAY", Duration.ofSeconds(10));
  }

  /** The policy of the approval service; {@code screening} is asked for where it is that. */
  ApprovalPolicy policy(Supplier<ApprovalPolicy> screening) {
    String policy = optional("APPROVAL_POLICY").orElse("auto");
    return switch (policy) {
      case "auto" -> ApprovalPolicy.auto();
      case "manual" -> ApprovalPolicy.manual();
      case "screened" -> screening.get();
      default -> throw new IllegalStateException("APPROVAL_POLICY is not auto, manual or screened");
    };
  }

  /** The file with the rules of screening. */
  Optional<Path> screeningRules() {
    return optional("SCREENING_RULES").map(Path::of);
  }

  /** A duration as the settings spell it, such as {@code 10s} and {@code 30d}, or as ISO 8601. */
  private Duration duration(String name, Duration standard) {
    return optional(name).map(text -> duration(name, text)).orElse(standard);
  }

  private static Duration duration(String name, String text) {
    Matcher parts = SHORT.matcher(text);
    try {
      return parts.matches() ? shortened(parts) : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(name + " is no duration such as 10s or PT10S", e);
    }
  }

  private static Duration shortened(Matcher parts) {
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
