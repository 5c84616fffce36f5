package org.imprimatur.aws;

import java.util.List;
import java.util.function.Function;
import org.imprimatur.post.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Calls to one table: their faults told as {@link StoreUnavailable}, their costs counted. */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private final String table;
  private final Capacity capacity;

  Calls(String table, Capacity capacity) {
    this.table = table;
    this.capacity = capacity;
  }

  String table() {
    return table;
  }

  /** A call that changes nothing. */
  <T> T read(String operation, Function<AwsRequestOverrideConfiguration, T> call) {
    try {
      return call.apply(watched(new Attempts()));
    } catch (SdkException e) {
      throw new StoreUnavailable(message(operation), true, e);
    }
  }

  /**
   * A call that writes if its condition holds.
   *
   * @throws ConditionalCheckFailedException if it does not
   */
  <T> T write(String operation, Function<AwsRequestOverrideConfiguration, T> call) {
    Attempts attempts = new Attempts();
    try {
      return call.apply(watched(attempts));
    } catch (ConditionalCheckFailedException e) {
      throw e;
    } catch (SdkException e) {
      throw new StoreUnavailable(message(operation), attempts.allRefused(), e);
    }
  }

  void consumed(String operation, @Nullable ConsumedCapacity cost) {
    if (cost != null && cost.capacityUnits() != null) {
      LOG.debug("consumed operation={} table={} units={}", operation, table, cost.capacityUnits());
      capacity.consumed(operation, table, cost.capacityUnits());
    }
  }

  void consumed(String operation, List<ConsumedCapacity> costs) {
    costs.forEach(cost -> consumed(operation, cost));
  }

  private String message(String operation) {
    return "DynamoDB did not answer " + operation + " on " + table;
  }

  private static AwsRequestOverrideConfiguration watched(Attempts attempts) {
    return AwsRequestOverrideConfiguration.builder()
        .putExecutionAttribute(Attempts.KEY, attempts)
        .build();
  }
}
