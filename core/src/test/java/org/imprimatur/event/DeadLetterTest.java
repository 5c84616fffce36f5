package org.imprimatur.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.imprimatur.telemetry.Occurrence;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  @Test
  void reasonIsOneLineWithTheKindOfFailure() {
    assertThat(DeadLetter.reason(new IllegalStateException("disk\r\n  full")))
        .isEqualTo("IllegalStateException: disk full");
  }

  @Test
  void failureWithoutAMessageStillHasAReason() {
    assertThat(DeadLetter.reason(new IllegalStateException())).isEqualTo("IllegalStateException:");
  }

  @Test
  void reasonIsNotLongerThanALogLineBears() {
    assertThat(DeadLetter.reason(new IllegalStateException("x".repeat(9_999)))).hasSize(300);
  }

  @Test
  void telemetryHearsWhoCouldNotHandleWhatAndWhy() {
    DeadLetter letter = new DeadLetter("d", "archiver", "event-1", "no", 5, Instant.EPOCH);

    assertThat(letter.occurrence(Occurrence.Kind.PARKED))
        .isEqualTo(
            new Occurrence(
                Occurrence.Kind.PARKED,
                Map.of(
                    "subscriber", "archiver",
                    "eventId", "event-1",
                    "attempts", "5",
                    "reason", "no")));
  }
}
