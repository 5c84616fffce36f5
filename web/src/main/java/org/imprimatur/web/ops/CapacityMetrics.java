package org.imprimatur.web.ops;

import io.micrometer.core.instrument.MeterRegistry;
import org.imprimatur.aws.Capacity;
import org.jboss.logging.Logger;

/**
 * Counts what DynamoDB takes as {@code imprimatur_dynamodb_units_total}, by operation and table.
 */
public final class CapacityMetrics implements Capacity {
  private static final Logger LOG = Logger.getLogger(CapacityMetrics.class);

  private final MeterRegistry registry;

  /** Counts in {@code registry}. */
  public CapacityMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void consumed(String operation, String table, double units) {
    registry
        .counter("imprimatur.dynamodb.units", "operation", operation, "table", table)
        .increment(units);
    LOG.debugf("dynamodb operation=%s table=%s units=%s", operation, table, units);
  }
}
