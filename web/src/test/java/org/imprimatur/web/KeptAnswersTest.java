package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.imprimatur.contract.TestClock;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
  private final TestClock clock = new TestClock();
  private final AtomicLong version = new AtomicLong();
  private final AtomicInteger made = new AtomicInteger();
  private final KeptAnswers answers = new KeptAnswers(Optional.of(version::get), clock);

  @Test
  void whatIsRightIsMadeOnce() {
    Kept first = answers.get("/", () -> made(Instant.MAX));

    assertThat(answers.get("/", () -> made(Instant.MAX))).isSameAs(first);
    assertThat(answers.find("/")).containsSame(first);
    assertThat(answers.find("/other")).isEmpty();
    assertThat(made).hasValue(1);
  }

  @Test
  void aWriteToPostsMakesItAnew() {
    answers.get("/", () -> made(Instant.MAX));
    version.incrementAndGet();

    assertThat(answers.find("/")).isEmpty();
    assertThat(text(answers.get("/", () -> made(Instant.MAX)))).isEqualTo("made 2");
  }

  @Test
  void aWriteWhileItIsMadeMakesItAnew() {
    answers.get(
        "/",
        () -> {
          Shown stale = made(Instant.MAX);
          version.incrementAndGet();
          return stale;
        });

    assertThat(answers.find("/")).isEmpty();
  }

  @Test
  void itEndsInTheSecondInWhichItsFirstPostExpires() {
    Instant until = clock.instant().plusSeconds(60);
    answers.get("/", () -> made(until));

    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(answers.find("/")).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(answers.find("/")).isEmpty();
  }

  @Test
  void whereNobodyKnowsWhetherPostsChangedNothingIsKept() {
    KeptAnswers forgetful = new KeptAnswers(Optional.empty(), clock);
    forgetful.get("/", () -> made(Instant.MAX));

    assertThat(forgetful.find("/")).isEmpty();
    assertThat(text(forgetful.get("/", () -> made(Instant.MAX)))).isEqualTo("made 2");
  }

  @Test
  void whatStaysTheSameKeepsItsTagAndItsTime() {
    Kept first = answers.get("/", () -> Shown.text("text/plain", "same", Instant.MAX));
    version.incrementAndGet();
    clock.advance(Duration.ofHours(1));
    Kept second = answers.get("/", () -> Shown.text("text/plain", "same", Instant.MAX));

    assertThat(second.tag()).isEqualTo(first.tag());
    assertThat(second.modified()).isEqualTo(first.modified()).isPresent();
  }

  @Test
  void whatDiffersHasAnotherTimeAlsoWithinASecond() {
    Kept first = answers.get("/", () -> made(Instant.MAX));
    version.incrementAndGet();
    Kept second = answers.get("/", () -> made(Instant.MAX));

    assertThat(second.tag()).isNotEqualTo(first.tag());
    assertThat(second.modified()).as("still to come").isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(answers.find("/").flatMap(Kept::modified))
        .contains(first.modified().orElseThrow().plusSeconds(1));
  }

  private Shown made(Instant until) {
    return Shown.text("text/plain", "made " + made.incrementAndGet(), until);
  }

  private static String text(Kept kept) {
    return kept.shown().body().toString();
  }
}
