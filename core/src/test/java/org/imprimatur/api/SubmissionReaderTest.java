package org.imprimatur.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {

  @Test
  void readsTitleAndBody() {
    assertThat(read("{\"title\":\"A\",\"body\":\"B\"}")).isEqualTo("A|B");
  }

  @Test
  void leavesTheJudgementOfMissingFieldsToTheCore() {
    assertThat(read("{}")).isEqualTo("|");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{\"title\":\"A\"",
        "{\"title\":\"A\",\"title\":\"B\",\"body\":\"C\"}",
        "{\"title\":1,\"body\":\"C\"}",
        "{\"title\":null,\"body\":\"C\"}",
        "{\"title\":{\"x\":1},\"body\":\"C\"}",
        "{\"title\":\"A\",\"body\":\"B\",\"status\":\"PUBLISHED\"}",
        "{\"title\":\"A\",\"body\":\"B\",\"author\":{\"id\":\"x\"}}",
        "{\"title\":\"A\",\"body\":\"B\",\"id\":\"0\"}",
        "{\"title\":\"A\",\"body\":\"B\"} {}",
      })
  void refusesAnythingElse(String json) {
    assertThat(read(json)).startsWith("wrong: ");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
    assertThat(SubmissionReader.read(overlong).<String>fold(t -> "read", w -> w)).contains("UTF-8");
  }

  private String read(String json) {
    return SubmissionReader.read(json.getBytes(StandardCharsets.UTF_8))
        .fold(text -> text.title() + "|" + text.body(), wrong -> "wrong: " + wrong);
  }
}
