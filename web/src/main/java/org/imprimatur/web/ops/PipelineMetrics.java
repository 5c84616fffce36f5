package org.imprimatur.web.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.imprimatur.session.Sessions;
import org.imprimatur.web.ops.Pipeline.Condition;

/** What stands at the moment, as gauges: read when somebody asks for metrics, not before. */
@Singleton
class PipelineMetrics {
  private static final double MILLIS = 1_000;

  private final PipelineHealth health;
  private final Sessions sessions;
  private final Clock clock;

  PipelineMetrics(PipelineHealth health, Sessions sessions, Clock clock) {
    this.health = health;
    this.sessions = sessions;
    this.clock = clock;
  }

  void install(@Observes StartupEvent event, MeterRegistry registry) {
    gauge(registry, "imprimatur.pipeline.lag.seconds", h -> seconds(h.lag()));
    gauge(registry, "imprimatur.pipeline.waiting", Condition::waiting);
    gauge(registry, "imprimatur.pipeline.parked.now", Condition::parked);
    gauge(
        registry,
        "imprimatur.pipeline.parked.oldest.seconds",
        h -> h.oldestParked().map(PipelineMetrics::seconds).orElse(0.0));
    Gauge.builder("imprimatur.sessions", sessions, s -> s.count(clock.instant()))
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Condition> value) {
    Gauge.builder(name, health, h -> value.applyAsDouble(h.current())).register(registry);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
