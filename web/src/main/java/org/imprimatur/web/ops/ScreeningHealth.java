package org.imprimatur.web.ops;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says where a file of rules is broken. The board is ready all the same: the rules before it stay.
 */
@Readiness
@Singleton
class ScreeningHealth implements HealthCheck {
  private final RulesInForce rules;

  ScreeningHealth(RulesInForce rules) {
    this.rules = rules;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("screening").up();
    rules.refused().ifPresent(reason -> answer.withData("refused", reason));
    return answer.build();
  }
}
