package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.imprimatur.session.ExpiringEntries;
import org.junit.jupiter.api.Test;

/** What {@link ExpiringEntries} promises. */
public interface ExpiringEntriesContract extends EngineContract {

  @Test
  default void valueIsFoundUntilItsEndAndNotAtThatInstant() {
    Surroundings here = Surroundings.quiet();
    ExpiringEntries entries = open(here).entries();
    Instant now = here.clock().instant();
    Instant until = now.plusMillis(500);

    assertThat(entries.putIfAbsent("key", "värde \uD83D\uDE00\n", until, now)).isTrue();

    assertThat(entries.find("key", now)).contains("värde \uD83D\uDE00\n");
    assertThat(entries.find("key", until.minusMillis(1))).isPresent();
    assertThat(entries.find("key", until)).isEmpty();
    assertThat(entries.find("other", now)).isEmpty();
  }

  @Test
  default void takenKeyKeepsItsValue() {
    Surroundings here = Surroundings.quiet();
    ExpiringEntries entries = open(here).entries();
    Instant now = here.clock().instant();
    entries.putIfAbsent("key", "first", now.plusSeconds(1), now);

    assertThat(entries.putIfAbsent("key", "second", now.plusSeconds(9), now)).isFalse();

    assertThat(entries.find("key", now)).contains("first");
    assertThat(entries.find("key", now.plusSeconds(1))).isEmpty();
  }

  @Test
  default void keyIsFreeAgainWhenItsValueHasEnded() {
    Surroundings here = Surroundings.quiet();
    ExpiringEntries entries = open(here).entries();
    Instant now = here.clock().instant();
    Instant until = now.plusSeconds(1);
    entries.putIfAbsent("key", "first", until, now);

    assertThat(entries.putIfAbsent("key", "second", until.plusSeconds(1), until)).isTrue();

    assertThat(entries.find("key", until)).contains("second");
  }

  @Test
  default void removedKeyIsFree() {
    Surroundings here = Surroundings.quiet();
    ExpiringEntries entries = open(here).entries();
    Instant now = here.clock().instant();
    entries.putIfAbsent("key", "first", now.plusSeconds(1), now);
    entries.remove("key");
    entries.remove("key");

    assertThat(entries.find("key", now)).isEmpty();
    assertThat(entries.putIfAbsent("key", "second", now.plusSeconds(1), now)).isTrue();
  }

  @Test
  default void longTextIsKeptWholeOverACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Instant now = here.clock().instant();
    String draft = "\uD83D\uDC27".repeat(5_000);
    engine.entries().putIfAbsent("draft", draft, now.plusSeconds(60), now);

    assertThat(engine.restarted().entries().find("draft", now)).contains(draft);
  }
}
