package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTest {
  @Test
  void aFigureStandsBesideItsComparisonTheirRatioAndWhatIsWanted() {
    Row row =
        Rows.of(
            Rows.measured(900.0, 1_200.0, 1_500.0),
            Rows.measured(799.6, 800.0, 801.0),
            Target.ratioAtLeast(0.75));
    assertThat(row.markdown())
        .isEqualTo(
            "| posts | 1,200 /s (900 to 1,500) | commits | 800 /s (800 to 801) | 1.50 |"
                + " ≥ 0.75 | met |");
  }

  @Test
  void smallFiguresKeepTheirDigits() {
    assertThat(Rows.of(12.34, 0.1234, Target.NONE).markdown())
        .isEqualTo(
            "| posts | 12.3 /s (12.3 to 12.3) | commits | 0.123 /s (0.123 to 0.123) | 100 | | |"
                .replace("| | |", "|  |  |"));
  }

  @Test
  void whatIsMissedIsSaid() {
    assertThat(Rows.of(74, 100, Target.ratioAtLeast(0.75)).markdown())
        .endsWith("| 0.740 | ≥ 0.75 | **not met** |");
  }

  @Test
  void aFailureTakesThePlaceOfTheVerdictAndNoRatioIsMadeUp() {
    Row row = Rows.of(Rows.failed("no | such\nserver"), Rows.measured(5.0), Target.ratioAtLeast(1));
    assertThat(row.markdown())
        .isEqualTo(
            "| posts |  | commits | 5.00 /s (5.00 to 5.00) |  | ≥ 1 |"
                + " **failed**: no \\| such server |");
    assertThat(row.missed()).isTrue();
  }

  @Test
  void withoutItsComparisonAFigureIsJudgedAsLittle() {
    Row row = Rows.of(Rows.measured(5.0), Rows.failed("gone"), Target.ratioAtLeast(0));
    assertThat(row.reached()).isEmpty();
    assertThat(row.missed()).isTrue();
  }

  @Test
  void whatCouldNotBeBegunHasARowToo() {
    assertThat(Row.failed("all of `feed`", "no disk").markdown())
        .isEqualTo("| all of `feed` |  |  |  |  |  | **failed**: no disk |");
  }
}
