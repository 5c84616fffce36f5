package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Figure SECONDS = new Figure(0, ", seconds", "s");
  private static final Figure COUNT = new Figure(1, "", "");
  private static final Duration WARM_UP = Duration.ofSeconds(9);

  private final List<String> done = new ArrayList<>();
  private final Rounds rounds = new Rounds(Plan.QUICK);

  @Test
  void trialsAreWarmedUpAndThenTakenInTurn() {
    rounds.with("a", trial("a")).with("b", trial("b")).run(WARM_UP);
    assertThat(done).containsExactly("a 9", "b 9", "a 1", "b 1", "a 1", "b 1");
  }

  @Test
  void whatIsWarmTakesItsTurnAlone() {
    rounds.withWarm("native", trial("native")).with("a", trial("a")).run(WARM_UP);
    assertThat(done).containsExactly("a 9", "native 1", "a 1", "native 1", "a 1");
  }

  @Test
  void warmingUpIsInNoFigure() {
    rounds.with("a", trial("a")).with("b", trial("b")).run(WARM_UP);
    assertThat(rounds.row("a", SECONDS, "b", COUNT, Target.NONE))
        .extracting(Row::what, Row::besides, row -> row.markdown().split("\\|")[2].strip())
        .containsExactly("a, seconds", "b", "1.00 s (1.00 to 1.00)");
  }

  @Test
  void aTrialThatFailsOnceFailsAndTakesNoOtherAlong() {
    rounds
        .with("a", trial("a"))
        .with(
            "bad",
            time -> {
              done.add("bad");
              throw new IOException("gone");
            })
        .run(WARM_UP);
    assertThat(done).containsExactly("a 9", "bad", "a 1", "bad", "a 1");
    assertThat(rounds.row("a", SECONDS, "a", Target.NONE).failure()).isEmpty();
    assertThat(rounds.row("bad", SECONDS, "a", Target.NONE).failure())
        .contains("IOException: gone");
    assertThat(rounds.row("a", SECONDS, "bad", Target.NONE).failure())
        .contains("IOException: gone");
  }

  @Test
  void failingWhileColdIsForgotten() {
    rounds
        .with(
            "a",
            time -> {
              if (time.equals(WARM_UP)) {
                throw new IOException("cold");
              }
              return List.of(1.0, 1.0);
            })
        .run(WARM_UP);
    assertThat(rounds.row("a", SECONDS, "a", Target.NONE).failure()).isEmpty();
  }

  @Test
  void whatWasNotTriedHasNoRow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rounds.row("a", SECONDS, "a", Target.NONE));
  }

  private Trial trial(String name) {
    return time -> {
      done.add(name + " " + time.toSeconds());
      return List.of(time.toMillis() / 1e3, 2.0);
    };
  }
}
