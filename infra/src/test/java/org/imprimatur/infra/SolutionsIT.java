package org.imprimatur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.s3.Bucket;

/** What the AWS Solutions checks of cdk-nag find. */
class SolutionsIT {
  private static final String EVERYTHING = ".*";

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod", "own"})
  void nothingIsFoundThatIsNotExcused(String stage) {
    nothingFound(Stacks.stack(stage));
  }

  @Test
  void aBadStackIsFoundOut() {
    App app = new App();
    Stack bad = new Stack(app, "bad");
    Bucket.Builder.create(bad, "Open").build();
    Aspects.of(app).add(new AwsSolutionsChecks());

    assertThatThrownBy(() -> nothingFound(bad)).hasMessageContaining("AwsSolutions-S1");
  }

  @Test
  void everyExcuseHasAReason() {
    List<Map<String, Object>> excuses = Stacks.prod().excuses().stream().map(Cloud::map).toList();

    assertThat(excuses)
        .hasSizeGreaterThan(10)
        .allSatisfy(excuse -> assertThat(excuse.get("reason").toString()).hasSizeGreaterThan(30));
    assertThat(excuses.stream().map(excuse -> excuse.get("id")).distinct())
        .containsExactlyInAnyOrder(
            "AwsSolutions-APIG4",
            "AwsSolutions-CFR1",
            "AwsSolutions-CFR2",
            "AwsSolutions-CFR3",
            "AwsSolutions-CFR4",
            "AwsSolutions-COG1",
            "AwsSolutions-COG2",
            "AwsSolutions-COG3",
            "AwsSolutions-DDB3",
            "AwsSolutions-IAM5",
            "AwsSolutions-L1",
            "AwsSolutions-S1",
            "AwsSolutions-SMG4",
            "AwsSolutions-SQS3");
  }

  private static void nothingFound(Stack stack) {
    Annotations found = Annotations.fromStack(stack);
    found.hasNoError("*", Match.stringLikeRegexp(EVERYTHING));
    found.hasNoWarning("*", Match.stringLikeRegexp(EVERYTHING));
  }
}
