package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkReportTest {
  private static final String GOOD =
      """
      Running 5s test @ http://localhost:39111/
        1 threads and 32 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency   244.79ms  284.51ms   1.86s    92.34%
          Req/Sec   148.54    104.00   400.00     69.57%
        Latency Distribution
           50%  183.13ms
           75%  291.61ms
           90%  443.80ms
           99%    1.52s\s
        693 requests in 5.09s, 13.56MB read
      Requests/sec:    136.16
      Transfer/sec:      2.66MB
      """;

  @Test
  void readsHowManyAnswersASecondAndTheSlowestButOneInAHundred() throws IOException {
    WrkReport report = WrkReport.parse(GOOD);
    assertThat(report.perSecond()).isEqualTo(136.16);
    assertThat(report.p99Millis()).isEqualTo(1_520);
  }

  @Test
  void readsEveryUnitOfTime() throws IOException {
    assertThat(p99("99%  870.00us")).isCloseTo(0.87, within(1e-9));
    assertThat(p99("99%    2.20ms")).isEqualTo(2.2);
    assertThat(p99("99%    1.50m ")).isEqualTo(90_000);
  }

  @Test
  void oneAnswerThatWasAnErrorMakesAllOfItWorthless() {
    String bad = GOOD.replace("Requests/sec", "  Non-2xx or 3xx responses: 1\nRequests/sec");
    assertThatThrownBy(() -> WrkReport.parse(bad))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Non-2xx or 3xx responses: 1");
  }

  @Test
  void soDoesOneThatDidNotCome() {
    String bad =
        GOOD.replace(
            "Requests/sec", "  Socket errors: connect 0, read 3, write 0, timeout 0\nRequests/sec");
    assertThatThrownBy(() -> WrkReport.parse(bad)).hasMessageContaining("read 3");
  }

  @Test
  void noAnswersAreNoFigure() {
    assertThatThrownBy(() -> WrkReport.parse(GOOD.replace("136.16", "0.00")))
        .hasMessageContaining("no answer");
  }

  @Test
  void whatIsNotUnderstoodIsShown() {
    assertThatThrownBy(() -> WrkReport.parse("unable to connect to localhost:1"))
        .hasMessageContaining("unable to connect to localhost:1");
  }

  private static double p99(String line) throws IOException {
    return WrkReport.parse(GOOD.replace("99%    1.52s ", line)).p99Millis();
  }
}
