package org.imprimatur.web.process;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imprimatur.web.process.Wire.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A request that two servers could read as something else gets one answer, and the connection ends:
 * what follows is not taken for another request (RFC 9112, section 11.2).
 */
class SmugglingIT {
  private static final List<String> PATHS =
      List.of("/posts/new", "/api/posts", "/sign-out", "/nowhere");
  private static final String NEXT = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String LAST = NEXT.replace("Host", "Connection: close\r\nHost");
  private static final String POST = "POST PATH HTTP/1.1\r\n";
  private static final String HOST = "Host: localhost\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String FOUR = "Content-Length: 4\r\n\r\nabcd";
  private static final String CHUNKS = "4\r\nabcd\r\n0\r\n\r\n";

  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          entry("length and chunks", POST + HOST + "Content-Length: 4\r\n" + chunked(CHUNKS)),
          entry("chunks and length", POST + HOST + CHUNKED + "Content-Length: 4\r\n\r\n0\r\n\r\n"),
          entry("two lengths", POST + HOST + "Content-Length: 5\r\n" + FOUR),
          entry("a list of lengths", POST + HOST + "Content-Length: 4, 5\r\n\r\nabcd"),
          entry("a length with a plus", POST + HOST + "Content-Length: +4\r\n\r\nabcd"),
          entry("a length with a minus", POST + HOST + "Content-Length: -4\r\n\r\nabcd"),
          entry("a length in hexadecimal", POST + HOST + "Content-Length: 0x4\r\n\r\nabcd"),
          entry("a length that overflows", POST + HOST + length("18446744073709551620")),
          entry("an empty length", POST + HOST + length("")),
          entry("a space in a length", POST + HOST + length("1 4")),
          entry("an unknown coding", POST + HOST + coding("xchunked")),
          entry("another coding", POST + HOST + coding("gzip")),
          entry("another coding before", POST + HOST + coding("gzip, chunked")),
          entry("another coding after", POST + HOST + coding("chunked, identity")),
          entry("a coding twice", POST + HOST + CHUNKED + chunked(CHUNKS)),
          entry("a control before a coding", POST + HOST + coding("\u000bchunked")),
          entry("chunks in HTTP/1.0", "POST PATH HTTP/1.0\r\n" + HOST + chunked(CHUNKS)),
          entry("a folded line", POST + HOST + "X-A: b\r\n c\r\n" + FOUR),
          entry("a folded line by a tab", POST + HOST + "X-A: b\r\n\tc\r\n" + FOUR),
          entry("a folded coding", POST + HOST + "Transfer-Encoding:\r\n chunked\r\n\r\n" + CHUNKS),
          entry("a folded first line", POST + " X-A: b\r\n" + HOST + FOUR),
          entry("a space before a colon", POST + HOST + "Content-Length : 4\r\n\r\nabcd"),
          entry("a header without a colon", POST + HOST + "Nonsense\r\n" + FOUR),
          entry("a header without a name", POST + HOST + ": x\r\n" + FOUR),
          entry("a bare line feed", POST + "Host: localhost\nX-A: b\r\n" + FOUR),
          entry("bare line feeds", (POST + HOST + "\r\n").replace("\r", "")),
          entry("a bare carriage return", POST + HOST + "X-A: b\rX-B: c\r\n" + FOUR),
          entry("a zero byte", POST + HOST + "X-A: b\u0000c\r\n" + FOUR),
          entry("a chunk that overflows", POST + HOST + chunked("FFFFFFFFFFFFFFFFF\r\nabcd\r\n")),
          entry("a chunk that wraps", POST + HOST + chunked("100000004\r\nabcd\r\n0\r\n\r\n")),
          entry("a chunk with a minus", POST + HOST + chunked("-4\r\nabcd\r\n0\r\n\r\n")),
          entry("a chunk with a plus", POST + HOST + chunked("+4\r\nabcd\r\n0\r\n\r\n")),
          entry("a chunk with a prefix", POST + HOST + chunked("0x4\r\nabcd\r\n0\r\n\r\n")),
          entry("chunks by bare line feeds", POST + HOST + chunked("4\nabcd\n0\n\n")),
          entry("a chunk without its end", POST + HOST + chunked("4\r\nabcdXX0\r\n\r\n")),
          entry(
              "another host in the address",
              "POST http://a.example" + "PATH HTTP/1.1\r\n" + HOST + FOUR),
          entry("two hosts", POST + HOST + "Host: a.example\r\n" + FOUR),
          entry("no host", POST + FOUR),
          entry("an empty host", POST + "Host:\r\n" + FOUR),
          entry("a host that is none", POST + "Host: a b/@x\r\n" + FOUR),
          entry("no path", "POST x HTTP/1.1\r\n" + HOST + FOUR));

  private static final Map<String, String> TAKEN =
      Map.of(
          "a length", POST + HOST + FOUR,
          "chunks", POST + HOST + chunked(CHUNKS),
          "chunks with extensions and trailers",
              POST + HOST + chunked("4;a=b\r\nabcd\r\n0\r\nX-A: b\r\n\r\n"),
          "the same host in the address", "POST http://localhostPATH HTTP/1.1\r\n" + HOST + FOUR,
          "an address as a host", POST + "Host: [::1]:8080\r\n" + FOUR,
          "a space in a value", POST + HOST + "X-A: b c\r\n" + FOUR,
          "lines in a body that look folded", POST + HOST + "Content-Length: 6\r\n\r\na\r\n\r\n ");

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

  @TestFactory
  Stream<DynamicTest> whatCouldMeanTwoThingsIsRefusedOnce() {
    return REFUSED.entrySet().stream()
        .flatMap(
            shape ->
                PATHS.stream()
                    .map(
                        path ->
                            dynamicTest(
                                shape.getKey() + " to " + path,
                                () -> refused(shape.getValue().replace("PATH", path)))));
  }

  private void refused(String request) {
    Heard heard = Wire.exchange(base, request + NEXT);
    assertThat(heard.closed()).as("the connection ended after %s", heard).isTrue();
    assertThat(heard.statuses()).containsExactly(400);
  }

  @TestFactory
  Stream<DynamicTest> soIsWhatFollowsSomethingClear() {
    return REFUSED.entrySet().stream()
        .map(shape -> dynamicTest(shape.getKey(), () -> refusedAfter(shape.getValue())));
  }

  private void refusedAfter(String shape) {
    Heard heard = Wire.exchange(base, NEXT + shape.replace("PATH", "/posts/new") + NEXT);
    assertThat(heard.closed()).as("the connection ended after %s", heard).isTrue();
    assertThat(heard.statuses()).containsExactly(404, 400);
  }

  @TestFactory
  Stream<DynamicTest> whatIsClearIsAnsweredAndSoIsTheNext() {
    return TAKEN.entrySet().stream()
        .flatMap(
            shape ->
                PATHS.stream()
                    .map(
                        path ->
                            dynamicTest(
                                shape.getKey() + " to " + path,
                                () -> taken(shape.getValue().replace("PATH", path)))));
  }

  private void taken(String request) {
    Heard heard = Wire.exchange(base, request + LAST);
    assertThat(heard.statuses()).hasSize(2).last().isEqualTo(404);
  }

  @Test
  void otherProtocolsAreNotSpoken() {
    for (String version : List.of("HTTP/1.2", "HTTP/2.0", "HTTP/9.9")) {
      assertThat(answer("GET / " + version + "\r\n" + HOST + "\r\n")).isEqualTo(List.of(505));
    }
    for (String target : List.of("a.example:443", "localhost:22", "localhost")) {
      assertThat(answer("CONNECT " + target + " HTTP/1.1\r\n" + HOST + "\r\n"))
          .isEqualTo(List.of(501));
    }
  }

  private static List<Integer> answer(String request) {
    Heard heard = Wire.exchange(base, request + NEXT);
    assertThat(heard.closed()).isTrue();
    return heard.statuses();
  }

  private static String chunked(String chunks) {
    return CHUNKED + "\r\n" + chunks;
  }

  private static String coding(String coding) {
    return "Transfer-Encoding: " + coding + "\r\n\r\n" + CHUNKS;
  }

  private static String length(String length) {
    return "Content-Length: " + length + "\r\n\r\nabcd";
  }
}
