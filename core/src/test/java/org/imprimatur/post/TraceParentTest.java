package org.imprimatur.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void headerOfW3cTraceContextIsKept() {
    assertThat(TraceParent.parse(GOOD)).map(TraceParent::value).contains(GOOD);
    assertThat(new TraceParent(GOOD).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736000f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7001",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bA-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0/",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
      })
  void anyOtherHeaderIsNone(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
    assertThatThrownBy(() -> new TraceParent(header)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void startedTracesDifferAndAreWellFormed() {
    Random random = new Random(1);
    TraceParent one = TraceParent.start(random);
    TraceParent two = TraceParent.start(random);

    assertThat(one.traceId()).isNotEqualTo(two.traceId());
    assertThat(TraceParent.parse(one.value())).contains(one);
  }

  @Test
  void startedTraceIsWellFormedEvenOfZeros() {
    RandomGenerator zeros = () -> 0;

    assertThat(TraceParent.start(zeros).value()).startsWith("00-01").endsWith("-01");
  }
}
