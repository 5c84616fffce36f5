package org.imprimatur.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * The CDK application. {@code cdk} runs it; the stage and all else is given as {@code -c
 * name=value}.
 */
public final class InfraApp {
  private InfraApp() {}

  /** Writes the template of one stage to where the CDK wants it. */
  public static void main(String[] args) {
    App app = new App();
    stack(app, Settings.read(name -> context(app, name)));
    app.synth();
  }

  /** A stage, to be checked as it is made: what the checks find fails the deployment. */
  static BoardStack stack(App app, Settings settings) {
    BoardStack stack = new BoardStack(app, settings, props(settings.stage()));
    Aspects.of(stack).add(new AwsSolutionsChecks());
    return stack;
  }

  private static Optional<String> context(App app, String name) {
    return Optional.ofNullable(app.getNode().tryGetContext(name)).map(Object::toString);
  }

  private static StackProps props(Stage stage) {
    return StackProps.builder()
        .description("Imprimatur, stage " + stage.name())
        .terminationProtection(stage.keepsData())
        .env(
            Environment.builder()
                .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                .region(System.getenv("CDK_DEFAULT_REGION"))
                .build())
        .build();
  }
}
