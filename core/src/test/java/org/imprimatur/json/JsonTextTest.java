package org.imprimatur.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "{\"a\":[1,-2,{\"b\":[true,false,null]}],\"c\":\"x\"}",
        "[2147483647,2147483648,9223372036854775808,1.740830400123E9,0.5]",
        "\"quote \\\" backslash \\\\ line \\n control \\u0001 cat 🐈 nul \\u0000\"",
      })
  void readsAndWritesAsAMapperDoes(String text) throws IOException {
    JsonNode tree = JsonText.read(text);

    assertThat(tree).isEqualTo(MAPPER.readTree(text));
    assertThat(JsonText.write(tree)).isEqualTo(MAPPER.writeValueAsString(tree));
    assertThat(JsonText.read(stream(text))).isEqualTo(tree);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1", "{\"a\"}", "nul", "{\"a\":1,\"a\":2}", "1 2", "{} x", "01"})
  void refusesWhatIsNotOneValue(String text) {
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> JsonText.read(stream(text)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    String text = "[".repeat(100_000);

    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void nothingIsAMissingValue() throws IOException {
    assertThat(JsonText.read(" ").isMissingNode()).isTrue();
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
