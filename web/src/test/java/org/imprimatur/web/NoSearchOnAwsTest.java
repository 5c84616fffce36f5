package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import org.imprimatur.web.aws.OnAws;
import org.junit.jupiter.api.Test;

/** Where there is no index nobody searches, and everybody is told so. */
@QuarkusTest
@TestProfile(OnAws.class)
class NoSearchOnAwsTest {
  @TestHTTPResource URI base;

  @Test
  void thePageSaysSoAndNothingLeadsThere() {
    Http http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    assertThat(http.get("/search?q=cat").body()).contains("Search is not available on this board");
    assertThat(http.get("/").body()).doesNotContain("/search");
  }

  @Test
  void theApiSaysSo() {
    Http http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    HttpResponse<String> answer = http.get("/api/posts?q=cat");
    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }
}
