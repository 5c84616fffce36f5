package org.imprimatur.web;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.imprimatur.Ports;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.approval.StoredHistory;
import org.imprimatur.screening.RulesRefused;
import org.imprimatur.screening.Screening;
import org.imprimatur.telemetry.Telemetry;
import org.imprimatur.web.ops.RulesInForce;

/** How the approval service of this process comes to its answer. */
class ScreeningWiring {

  @Produces
  @Singleton
  ApprovalPolicy policy(Ports ports, Settings settings, Clock clock, Telemetry telemetry) {
    return switch (settings.approval().policy()) {
      case AUTO -> ApprovalPolicy.auto();
      case SCREENED -> screened(ports, settings, clock, telemetry);
      case MANUAL, WEBHOOK -> ApprovalPolicy.manual();
    };
  }

  /** In the cloud a function screens, and requests never come here. */
  private static ApprovalPolicy screened(
      Ports ports, Settings settings, Clock clock, Telemetry telemetry) {
    boolean elsewhere = settings.runtime() == Settings.Runtime.AWS && !settings.aws().local();
    return elsewhere
        ? ApprovalPolicy.manual()
        : screening(ports, settings.screening(), clock, telemetry);
  }

  private static Screening screening(
      Ports ports, Settings.ScreeningSettings settings, Clock clock, Telemetry telemetry) {
    try {
      return Screening.open(
          settings.rules(),
          new StoredHistory(ports.posts(), ports.archive(), clock),
          clock,
          telemetry);
    } catch (RulesRefused e) {
      throw new ConfigValidationException(
          new Problem[] {new Problem("imprimatur.screening.rules: " + e.getMessage())});
    }
  }

  @Produces
  @Singleton
  RulesInForce rules(ApprovalPolicy policy) {
    return policy instanceof Screening screening ? screening::refusedRules : Optional::empty;
  }
}
