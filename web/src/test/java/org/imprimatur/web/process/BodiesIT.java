package org.imprimatur.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.imprimatur.web.process.Wire.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large, do not end, or are not what was announced. */
class BodiesIT {
  private static final int LIMIT = 64 * 1024;
  private static final long HUNDRED_MEGABYTES = 100L << 20;

  /** More than fits on the way between the two ends. */
  private static final long TAKEN = 20L << 20;

  private static final String PIECE = "a".repeat(8_192);
  private static final String CHUNK = "2000\r\n" + PIECE + "\r\n";

  @TempDir static Path data;

  private static BoardProcess board;
  private static URI base;

  @BeforeAll
  static void start() {
    board = BoardProcess.start(data, List.of(), "-Dimprimatur.addresses.max-per-minute=0");
    base = board.base();
  }

  @AfterAll
  static void stop() {
    board.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/posts/new", "/api/posts", "/sign-out", "/back-channel-logout", "/none"})
  void aHundredMegabytesAreRefusedBeforeTheyAreSent(String path) throws IOException {
    try (Wire wire = Wire.to(base)) {
      wire.say(head("POST", path, "Content-Length: " + HUNDRED_MEGABYTES));
      assertThat(wire.saySoLong(PIECE, HUNDRED_MEGABYTES)).isLessThan(TAKEN);
      assertThat(wire.hear().closed()).isTrue();
    }
    assertThat(announced(path, HUNDRED_MEGABYTES))
        .isEqualTo(announced(path, LIMIT + 1))
        .isEqualTo(List.of(413));
  }

  private List<Integer> announced(String path, long length) {
    Heard heard = Wire.exchange(base, head("POST", path, "Content-Length: " + length));
    assertThat(heard.closed()).isTrue();
    return heard.statuses();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /posts/new",
        "POST /api/posts",
        "POST /sign-out",
        "POST /back-channel-logout",
        "POST /none",
        "POST /",
        "GET /",
        "GET /api/posts",
        "GET /none"
      })
  void chunksWithoutEndAreCutAtTheLimit(String request) throws IOException {
    String[] words = request.split(" ", 2);
    try (Wire wire = Wire.to(base)) {
      wire.say(head(words[0], words[1], "Transfer-Encoding: chunked"));
      assertThat(wire.saySoLong(CHUNK, HUNDRED_MEGABYTES)).isLessThan(TAKEN);
      Heard heard = wire.hear();
      assertThat(heard.closed()).isTrue();
      assertThat(heard.statuses()).isSubsetOf(413).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void aBodyOfChunksOverTheLimitIsToldSo() {
    Heard heard =
        Wire.exchange(
            base, head("POST", "/posts/new", "Transfer-Encoding: chunked") + CHUNK.repeat(9));
    assertThat(heard.statuses()).isEqualTo(List.of(413));
    assertThat(heard.closed()).isTrue();
  }

  @Test
  void aBodyUpToTheLimitIsRead() {
    String form = "title=t&key=k&body=" + "a".repeat(LIMIT - 19);
    for (String length :
        List.of(
            "Content-Length: " + LIMIT + "\r\n\r\n" + form,
            "Transfer-Encoding: chunked\r\n\r\n10000\r\n" + form + "\r\n0\r\n\r\n")) {
      Heard heard =
          Wire.exchange(base, head("POST", "/posts/new", length).replaceFirst("\r\n\r\n$", ""));
      assertThat(heard.statuses()).as(heard.text()).isEqualTo(List.of(401));
    }
  }

  @Test
  void whatFollowsABodyIsNoPartOfIt() {
    Heard heard =
        Wire.exchange(
            base,
            head("POST", "/sign-out", "Content-Length: 4") + "abcdthis was not announced\r\n\r\n");
    assertThat(heard.statuses()).isEqualTo(List.of(303, 400));
    assertThat(heard.closed()).isTrue();
  }

  @Test
  void whoAsksBeforeSendingIsToldToGoOnOrNotTo() throws IOException {
    assertThat(announcedWithExpectation(LIMIT + 1)).isEqualTo(List.of(413));
    try (Wire wire = Wire.to(base)) {
      wire.say(head("POST", "/posts/new", "Content-Length: 20\r\nExpect: 100-continue"));
      assertThat(wire.hear().statuses()).isEqualTo(List.of(100));
      wire.say("title=t&body=b&key=k");
      assertThat(wire.hear().statuses()).isEqualTo(List.of(401));
    }
  }

  private List<Integer> announcedWithExpectation(long length) {
    String headers = "Content-Length: " + length + "\r\nExpect: 100-continue";
    Heard heard = Wire.exchange(base, head("POST", "/posts/new", headers));
    assertThat(heard.closed()).isTrue();
    return heard.statuses();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
  void packedBodiesAreNotUnpacked(String coding) {
    String headers = "Content-Length: 4\r\nContent-Encoding: " + coding;
    Heard heard = Wire.exchange(base, head("POST", "/posts/new", headers) + "abcd");
    assertThat(heard.statuses()).isEqualTo(List.of(415));
  }

  @Test
  void aHeadWithoutMeasureIsRefused() {
    String line = "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String header = head("GET", "/", "X-A: " + "a".repeat(30_000));
    assertThat(Wire.exchange(base, line).statuses()).isEqualTo(List.of(414));
    assertThat(Wire.exchange(base, header).statuses()).isEqualTo(List.of(431));
  }

  private static String head(String method, String path, String headers) {
    String type =
        path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded";
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + type
        + "\r\n"
        + headers
        + "\r\n\r\n";
  }
}
