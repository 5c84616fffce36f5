package org.imprimatur.web;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.Ports;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.notice.Notices;
import org.imprimatur.post.AuthorLimits;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PostIds;
import org.imprimatur.post.ReportRules;
import org.imprimatur.post.Submissions;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.telemetry.Telemetry;
import org.imprimatur.transfer.ExportPerson;
import org.imprimatur.web.ops.Pipeline;
import org.imprimatur.web.signin.Visitor;

/** Where settings, runtime and core meet; the only place that produces beans of the core. */
class Wiring {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  /** The runtime that was picked; the others are not even made. */
  @Produces
  @Singleton
  Backend backend(Settings settings, @Any Instance<Backend> backends) {
    String name = settings.runtime().name().toLowerCase(Locale.ROOT);
    Instance<Backend> picked = backends.select(Identifier.Literal.of(name));
    if (picked.isUnsatisfied()) {
      throw new IllegalStateException("This build has no runtime " + name + ".");
    }
    return picked.get();
  }

  @Produces
  @Singleton
  Ports ports(Backend backend) {
    return backend.ports();
  }

  @Produces
  @Singleton
  Notices notices(Ports ports) {
    return ports.notices();
  }

  @Produces
  @Singleton
  Sessions sessions(Backend backend) {
    return backend.sessions();
  }

  @Produces
  @Singleton
  ExpiringEntries entries(Backend backend) {
    return backend.entries();
  }

  @Produces
  @Singleton
  ExportPerson exportPerson(Ports ports, Sessions sessions, Clock clock) {
    return new ExportPerson(
        ports.posts(),
        ports.archive(),
        ports.trail(),
        ports.notices(),
        ports.recipients(),
        sessions,
        clock);
  }

  @Produces
  @Singleton
  Submissions submissions(Backend backend, Board board, Visitor visitor) {
    return backend.submissions(board, visitor);
  }

  @Produces
  @Singleton
  Pipeline pipeline(Backend backend) {
    return backend.pipeline();
  }

  @Produces
  @Singleton
  Board board(
      Ports ports,
      Settings settings,
      ApprovalPolicy policy,
      Clock clock,
      SecureRandom random,
      Telemetry telemetry) {
    BoardSettings behaviour = checked(settings, policy);
    return WebhookWiring.delivery(settings.approval(), clock)
        .map(s -> new Board(ports, behaviour, clock, random, post -> {}, telemetry, s))
        .orElseGet(() -> new Board(ports, behaviour, clock, random, post -> {}, telemetry));
  }

  @Produces
  @Singleton
  PostIds formKeys(Clock clock, SecureRandom random) {
    return new PostIds(clock, random);
  }

  /** What is out of range is a wrong setting, and not a fault of the board. */
  private static BoardSettings checked(Settings settings, ApprovalPolicy policy) {
    try {
      return boardSettings(settings, policy);
    } catch (IllegalArgumentException e) {
      throw new ConfigValidationException(
          new Problem[] {new Problem(String.valueOf(e.getMessage()))});
    }
  }

  private static BoardSettings boardSettings(Settings settings, ApprovalPolicy policy) {
    Settings.Approval approval = settings.approval();
    Duration delay = approval.delay();
    return new BoardSettings(
        policy,
        delay,
        approval.patience(),
        WebhookWiring.escalateAfter(approval),
        new Lifetime(settings.posts().lifetime()),
        limits(settings.authors()),
        new ReportRules(settings.reports().threshold(), settings.reports().hide()),
        MailWiring.board(settings));
  }

  private static AuthorLimits limits(Settings.Authors authors) {
    return new AuthorLimits(authors.maxWaiting(), authors.maxPerHour(), authors.maxPerMinute());
  }
}
