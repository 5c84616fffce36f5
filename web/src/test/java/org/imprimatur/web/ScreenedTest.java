package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.post.Author;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Status;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application under the policy screened, its rules in a file. */
@QuarkusTest
@TestProfile(ScreenedTest.Screened.class)
class ScreenedTest {
  private static final String RULES = "rules: [{rule: blocked-words, words: [%s]}]";

  @TestHTTPResource(management = true)
  URI operators;

  @Inject Board board;
  @Inject Ports ports;

  @BeforeEach
  void goodRules() {
    write(RULES.formatted("spam"));
    await(() -> !health().contains("refused"));
  }

  @Test
  void cleanPostsArePublishedAndOthersWaitWithTheirReasons() {
    PostId clean = submit("Good morning");
    PostId doubtful = submit("Buy my spam");

    await(() -> post(clean).status() == Status.PUBLISHED);
    await(() -> !post(doubtful).latest().held().isEmpty());
    assertThat(post(doubtful).status()).isEqualTo(Status.PENDING);
    assertThat(post(doubtful).latest().held())
        .isEqualTo(List.of(new HoldReason("blocked-word", "spam")));
  }

  @Test
  void brokenEditKeepsTheRulesAndIsToldByHealthAndMetrics() {
    write("rules:\n  - rule: nonsense\n");

    await(() -> health().contains("line 2: rule is none of"));
    assertThat(health()).contains("\"status\": \"UP\"").doesNotContain("DOWN");
    assertThat(operators().get("/q/metrics").body())
        .containsPattern("imprimatur_rules_refused_total [1-9]");
    PostId doubtful = submit("More spam");
    await(() -> !post(doubtful).latest().held().isEmpty());
  }

  private PostId submit(String body) {
    Submitted submitted =
        board
            .submitPost()
            .submit(
                new Author("writer", "Writer"),
                "A title",
                body,
                Optional.empty(),
                new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    return ((Submitted.Accepted) submitted).post().id();
  }

  private Post post(PostId id) {
    return ports.posts().find(id, Instant.now()).orElseThrow();
  }

  private String health() {
    return operators().get("/q/health/ready").body();
  }

  private Http operators() {
    return Http.at(operators.resolve("/"));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void write(String rules) {
    try {
      Files.writeString(Screened.FILE, rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A board that screens, and that asks its approval service at once. */
  public static final class Screened implements QuarkusTestProfile {
    static final Path FILE = Path.of("target", "screened-rules.yaml").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
      write(RULES.formatted("spam"));
      return Map.of(
          "imprimatur.approval.policy", "screened",
          "imprimatur.approval.delay", "0s",
          "imprimatur.screening.rules", FILE.toString());
    }
  }
}
