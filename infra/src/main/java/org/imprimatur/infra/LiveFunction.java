package org.imprimatur.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A function as every one of ours is: a role of its own that nothing adds to, a log group of its
 * own that ends, started from a snapshot of its published version, reached by the alias {@code
 * live}.
 */
final class LiveFunction extends Construct {
  private static final String PUBLISHED = "@aws-cdk/aws-lambda:snapStartRequirePublish";

  private final Function function;
  private final Alias alias;

  LiveFunction(Construct scope, String id, Stage stage, FunctionPlan plan) {
    super(scope, id);
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .retention(stage.logRetention())
            .removalPolicy(stage.removal())
            .build();
    this.function = function(stage, plan, log, role(plan, log));
    this.alias =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    Annotations.of(function)
        .acknowledgeWarning(PUBLISHED, "The alias points at a published version.");
    Excused.of(
        "L1",
        function,
        "The tests run on Java 17 and 21, so the functions run on one of them and not on 25.");
  }

  Function function() {
    return function;
  }

  /** What callers call: the version that is live. */
  Alias live() {
    return alias;
  }

  private Function function(Stage stage, FunctionPlan plan, LogGroup log, Role role) {
    Function.Builder builder =
        Function.Builder.create(this, "Function")
            .description(plan.description())
            .runtime(Runtime.JAVA_21)
            .architecture(Architecture.ARM_64)
            .code(plan.code())
            .handler(plan.handler())
            .memorySize(plan.size().memoryMb())
            .timeout(Duration.seconds(plan.size().timeoutSeconds()))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .environment(told(plan))
            .layers(plan.layers())
            .role(role.withoutPolicyUpdates());
    if (stage.keepsData()) {
      plan.size().reserved().ifPresent(builder::reservedConcurrentExecutions);
    }
    return logTo(builder, log).build();
  }

  /** The compiler that is soon ready: copies of a function are many and each lives for minutes. */
  private static Map<String, String> told(FunctionPlan plan) {
    Map<String, String> told = new TreeMap<>(plan.environment());
    told.put("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
    return told;
  }

  private static Function.Builder logTo(Function.Builder builder, LogGroup log) {
    return builder
        .logGroup(log)
        .loggingFormat(LoggingFormat.JSON)
        .applicationLogLevelV2(ApplicationLogLevel.INFO)
        .systemLogLevelV2(SystemLogLevel.INFO);
  }

  private Role role(FunctionPlan plan, LogGroup log) {
    PolicyStatement write =
        Allow.on(log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents");
    Map<String, PolicyDocument> policies =
        plan.permissions().isEmpty()
            ? Map.of("Log", document(List.of(write)))
            : Map.of("Log", document(List.of(write)), "Work", document(plan.permissions()));
    return Role.Builder.create(this, "Role")
        .description(plan.description())
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(policies)
        .build();
  }

  private static PolicyDocument document(List<PolicyStatement> statements) {
    return PolicyDocument.Builder.create().statements(statements).build();
  }
}
