package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprimatur.web.process.Wire;
import org.imprimatur.web.process.Wire.Heard;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Addresses that people try to find out what runs here: none tells. */
@QuarkusTest
class UnknownPathsTest {
  private static final Pattern TELLING =
      Pattern.compile(
          "quarkus|vert\\.x|netty|resteasy|jakarta\\.|java\\.|exception|stack ?trace|\\tat |root:|sqlite"
              + "|smallrye|micrometer|\\b(3\\.33|4\\.[15])\\.[0-9]",
          Pattern.CASE_INSENSITIVE);

  @TestHTTPResource URI base;

  @Test
  void thereAreEnough() {
    assertThat(paths()).hasSizeGreaterThan(250);
  }

  @TestFactory
  Stream<DynamicTest> nothingIsThereAndNothingTellsWhatIs() {
    return paths().map(path -> dynamicTest(path, () -> silent(path)));
  }

  private static Stream<String> paths() {
    try (InputStream paths = UnknownPathsTest.class.getResourceAsStream("/unknown-paths.txt")) {
      return new String(paths.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new AssertionError("the list cannot be read", e);
    }
  }

  private void silent(String path) {
    Heard heard =
        Wire.exchange(
            base, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(heard.closed()).isTrue();
    assertThat(heard.statuses()).as(heard.text()).hasSize(1);
    assertThat(heard.statuses().get(0)).as(heard.text()).isIn(303, 400, 401, 404);
    assertThat(heard.text().toLowerCase(Locale.ROOT))
        .doesNotContain("\r\nserver:", "\r\nx-powered-by:", "\r\nvia:");
    assertThat(heard.text()).doesNotContainPattern(TELLING);
  }
}
