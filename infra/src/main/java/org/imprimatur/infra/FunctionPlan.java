package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;

/**
 * What one function runs, what it is told and all that it may do.
 *
 * @param description for people who meet it in the console
 * @param code what is uploaded
 * @param handler where it starts
 * @param size what it gets
 * @param environment what it is told
 * @param permissions all that it may do, but for its own log
 * @param layers what else is uploaded
 */
record FunctionPlan(
    String description,
    Code code,
    String handler,
    Size size,
    Map<String, String> environment,
    List<PolicyStatement> permissions,
    List<ILayerVersion> layers) {

  /** Copies. */
  FunctionPlan {
    layers = List.copyOf(layers);
    environment = Map.copyOf(environment);
    permissions = List.copyOf(permissions);
  }

  /** A function without layers. */
  FunctionPlan(
      String description,
      Code code,
      String handler,
      Size size,
      Map<String, String> environment,
      List<PolicyStatement> permissions) {
    this(description, code, handler, size, environment, permissions, List.of());
  }

  FunctionPlan with(List<ILayerVersion> more) {
    return new FunctionPlan(description, code, handler, size, environment, permissions, more);
  }

  /**
   * What a function gets.
   *
   * @param memoryMb memory; processor time grows with it
   * @param timeoutSeconds when it is cut off
   * @param reserved how many may run at once; kept free for it in prod
   */
  record Size(int memoryMb, int timeoutSeconds, OptionalInt reserved) {
    static Size of(int memoryMb, int timeoutSeconds) {
      return new Size(memoryMb, timeoutSeconds, OptionalInt.empty());
    }

    Size reserving(int concurrency) {
      return new Size(memoryMb, timeoutSeconds, OptionalInt.of(concurrency));
    }
  }
}
