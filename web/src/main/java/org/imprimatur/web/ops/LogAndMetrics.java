package org.imprimatur.web.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Counts every occurrence as {@code imprimatur_<kind>_total} and writes one structured log line for
 * it, whose fields are the occurrence's ids.
 */
@Singleton
public class LogAndMetrics implements Telemetry {
  private static final Logger LOG = Logger.getLogger("org.imprimatur.board");

  private final Map<Occurrence.Kind, Counter> counters = new EnumMap<>(Occurrence.Kind.class);

  LogAndMetrics(MeterRegistry registry) {
    for (Occurrence.Kind kind : Occurrence.Kind.values()) {
      counters.put(kind, registry.counter("imprimatur." + word(kind, '.')));
    }
  }

  @Override
  public void record(Occurrence occurrence) {
    Optional.ofNullable(counters.get(occurrence.kind())).ifPresent(Counter::increment);
    Map<String, String> fields = occurrence.fields();
    fields.forEach(MDC::put);
    try {
      LOG.log(level(occurrence.kind()), word(occurrence.kind(), ' '));
    } finally {
      fields.keySet().forEach(MDC::remove);
    }
  }

  private static Logger.Level level(Occurrence.Kind kind) {
    return switch (kind) {
      case PARKED, RULES_REFUSED -> Logger.Level.ERROR;
      case RETRIED, SCREENING_FAILED -> Logger.Level.WARN;
      default -> Logger.Level.INFO;
    };
  }

  private static String word(Occurrence.Kind kind, char separator) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', separator);
  }
}
