package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final Samples HUNDRED =
      Samples.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

  @Test
  void theMedianOfAnOddCountIsTheOneInTheMiddle() {
    assertThat(Samples.of(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
  }

  @Test
  void theMedianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
    assertThat(Samples.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
  }

  @Test
  void aPercentileIsAFigureThatWasMeasured() {
    assertThat(HUNDRED.percentile(50)).isEqualTo(50);
    assertThat(HUNDRED.percentile(99)).isEqualTo(99);
    assertThat(HUNDRED.percentile(99.1)).isEqualTo(100);
    assertThat(HUNDRED.percentile(100)).isEqualTo(100);
  }

  @Test
  void ofOneFigureEveryPercentileIsThatFigure() {
    Samples one = Samples.of(List.of(7.0));
    assertThat(one.percentile(0.1)).isEqualTo(7);
    assertThat(one.percentile(99)).isEqualTo(7);
    assertThat(one.median()).isEqualTo(7);
  }

  @Test
  void saysHowFarTheFiguresSpread() {
    assertThat(HUNDRED.least()).isEqualTo(1);
    assertThat(HUNDRED.most()).isEqualTo(100);
  }

  @Test
  void refusesToSpeakOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> HUNDRED.percentile(0));
    assertThatIllegalArgumentException().isThrownBy(() -> HUNDRED.percentile(101));
  }
}
