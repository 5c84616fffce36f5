package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrkTest {
  @Test
  void requestsStandInTheScriptWhateverIsInThem() {
    String script =
        Wrk.script(
            List.of(
                HttpConnection.get(80, "/", "Cookie: a=\"\\\""),
                "POST 100% {\"ü\"}".getBytes(StandardCharsets.UTF_8)));
    assertThat(script)
        .contains(
            """
            "GET / HTTP/1.1\\r\\nHost: localhost:80\\r\\nCookie: a=\\"\\\\\\"\\r\\n\\r\\n",
            "POST 100% {\\"ü\\"}"
            """)
        .contains("next % #requests + 1");
  }
}
