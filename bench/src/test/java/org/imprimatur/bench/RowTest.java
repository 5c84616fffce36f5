package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
  @Test
  void aFigureStandsBesideItsComparisonAndTheirRatio() {
    Row row =
        new Row(
            "posts",
            Samples.of(List.of(900.0, 1_200.0, 1_500.0)),
            "/s",
            "commits",
            Samples.of(List.of(799.6, 800.0, 801.0)));
    assertThat(row.markdown())
        .isEqualTo("| posts | 1,200 /s (900 to 1,500) | commits | 800 /s (800 to 801) | 1.50 |");
  }

  @Test
  void smallFiguresKeepTheirDigits() {
    Row row =
        new Row("time", Samples.of(List.of(12.34)), "ms", "other", Samples.of(List.of(0.1234)));
    assertThat(row.markdown())
        .isEqualTo("| time | 12.3 ms (12.3 to 12.3) | other | 0.123 ms (0.123 to 0.123) | 100 |");
  }
}
