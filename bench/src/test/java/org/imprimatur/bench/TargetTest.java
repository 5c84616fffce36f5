package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void aRatioIsToBeAtLeastSoMuch() {
    Target target = Target.ratioAtLeast(50);
    assertThat(Rows.of(500, 10, target).missed()).isFalse();
    assertThat(Rows.of(499, 10, target).missed()).isTrue();
    assertThat(target.reached(1_000, 10)).isEqualTo(2);
    assertThat(target.words("/s")).isEqualTo("≥ 50");
  }

  @Test
  void aRatioIsToBeAtMostSoMuch() {
    Target target = Target.ratioAtMost(1.5);
    assertThat(Rows.of(3, 2, target).missed()).isFalse();
    assertThat(Rows.of(3.01, 2, target).missed()).isTrue();
    assertThat(target.reached(6, 2)).isEqualTo(0.5);
    assertThat(target.words("ms")).isEqualTo("≤ 1.5");
  }

  @Test
  void aFigureIsToBeAtMostSoMuchWhateverItStandsBeside() {
    Target target = Target.atMost(0.9);
    assertThat(Rows.of(0.9, 0.1, target).missed()).isFalse();
    assertThat(Rows.of(0.91, 100, target).missed()).isTrue();
    assertThat(target.reached(0.45, 7)).isEqualTo(2);
    assertThat(target.words("s")).isEqualTo("≤ 0.9 s");
  }

  @Test
  void whatIsOnlyShownIsNeverMissed() {
    assertThat(Rows.of(1, 1_000, Target.NONE).missed()).isFalse();
    assertThat(Target.NONE.judges()).isFalse();
  }
}
