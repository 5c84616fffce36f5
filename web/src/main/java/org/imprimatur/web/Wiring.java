package org.imprimatur.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.Ports;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PostIds;
import org.imprimatur.telemetry.Telemetry;

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

  @Produces
  @Singleton
  Board board(
      Ports ports, Settings settings, Clock clock, SecureRandom random, Telemetry telemetry) {
    return new Board(ports, boardSettings(settings), clock, random, post -> {}, telemetry);
  }

  @Produces
  @Singleton
  PostIds formKeys(Clock clock, SecureRandom random) {
    return new PostIds(clock, random);
  }

  private static BoardSettings boardSettings(Settings settings) {
    Settings.Approval approval = settings.approval();
    ApprovalPolicy policy =
        approval.policy() == Settings.Policy.AUTO ? ApprovalPolicy.auto() : ApprovalPolicy.manual();
    Duration delay = approval.delay();
    return new BoardSettings(
        policy, delay, approval.patience(), new Lifetime(settings.posts().lifetime()));
  }
}
