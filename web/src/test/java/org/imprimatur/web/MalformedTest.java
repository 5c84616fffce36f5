package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imprimatur.web.RawHttp.bytes;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprimatur.Ports;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Bytes that are no text, and text that is hardly one, in every place of a request: refused, or
 * kept and given back as they were sent. Never a failure of the server, never a header of the
 * sender's.
 */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class MalformedTest {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  /** By name, in hexadecimal. */
  private static final Map<String, String> SHAPES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("overlong slash", "c0af"),
              Map.entry("overlong NUL", "c080"),
              Map.entry("overlong slash in three", "e080af"),
              Map.entry("continuation without a start", "80"),
              Map.entry("start without a continuation", "c3"),
              Map.entry("cut after two of three", "e282"),
              Map.entry("cut after three of four", "f09f98"),
              Map.entry("high surrogate", "eda080"),
              Map.entry("low surrogate", "edb080"),
              Map.entry("pair of surrogates", "eda0bdedb880"),
              Map.entry("beyond Unicode", "f4908080"),
              Map.entry("five bytes", "f888808080"),
              Map.entry("never in UTF-8", "feff"),
              Map.entry("Latin-1", "e4f6fc"),
              Map.entry("NUL", "6100620063"),
              Map.entry("backspace", "610862"),
              Map.entry("escape", "1b5b33316d"),
              Map.entry("delete", "617f62"),
              Map.entry("next line", "61c28562"),
              Map.entry("line separator", "61e280a862"),
              Map.entry("carriage return", "610d62"),
              Map.entry("line feed", "610a62"),
              Map.entry("a header of its own", "610d0a496e6a65637465643a207965730d0a0d0a62"),
              Map.entry("U+FFFE", "61efbfbe62"),
              Map.entry("U+FFFF", "61efbfbf62"),
              Map.entry("U+FDD0", "61efb79062"),
              Map.entry("replacement", "61efbfbd62"),
              Map.entry("byte order mark", "efbbbf61"),
              Map.entry("right to left override", "61e280ae62"),
              Map.entry("zero width space", "61e2808b62"),
              Map.entry("composed", "c3a9"),
              Map.entry("decomposed", "65cc81"),
              Map.entry("many marks", "61" + "cc81".repeat(40)),
              Map.entry("family", "f09f91a8e2808df09f91a9e2808df09f91a7"),
              Map.entry("private use", "61ee808062"),
              Map.entry("tag character", "61f3a081a162")));

  @TestHTTPResource URI base;
  @Inject People people;
  @Inject Ports ports;
  @Inject Clock clock;

  @TestFactory
  Stream<DynamicTest> refusedOrGivenBackAsSent() {
    return SHAPES.entrySet().stream()
        .flatMap(
            shape ->
                places(HexFormat.of().parseHex(shape.getValue()))
                    .map(
                        place ->
                            dynamicTest(
                                shape.getKey() + " in " + place.where(), () -> check(place))));
  }

  private void check(Place place) {
    String answer = new RawHttp(base).answer(place.request());
    Matcher status = STATUS.matcher(answer);
    assertThat(status.lookingAt()).as(answer).isTrue();
    assertThat(status.group(1)).as(answer).matches("[234]..|501");
    String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(head.lines()).noneMatch(line -> line.startsWith("Injected"));
    place.kept().ifPresent(kept -> keptOrRefused(status.group(1), kept));
  }

  /**
   * What was taken has to be there as it was sent, but for the form that all text is brought to.
   */
  private void keptOrRefused(String status, Kept kept) {
    List<Post> posts =
        ports.posts().byAuthor(kept.author(), PageRequest.first(2), clock.instant()).items();
    if (posts.isEmpty()) {
      assertThat(status).isIn("400", "422");
    } else {
      assertThat(posts).hasSize(1);
      assertThat(decoded(kept.sent())).contains(posts.get(0).title());
    }
  }

  /** In form NFC, with {@code x} around it as it is sent; empty if the bytes are no UTF-8. */
  private static Optional<String> decoded(byte[] sent) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sent)).toString();
      return Optional.of(Normalizer.normalize("x" + text + "x", Normalizer.Form.NFC));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private Stream<Place> places(byte[] shape) {
    String percent = HexFormat.of().withPrefix("%").formatHex(shape);
    return Stream.of(
        line("a path", "GET /posts/" + percent),
        line("a path of the API", "GET /api/posts/" + percent),
        line("a path of files", "GET /assets/" + percent),
        line("an author's name", "GET /authors/" + percent),
        line("a query", "GET /search?q=" + percent),
        line("a query of the API", "GET /api/posts?q=" + percent),
        line("a cursor", "GET /?cursor=" + percent),
        line("the name of a parameter", "GET /api/posts?" + percent + "=1"),
        new Place("raw in a path", bytes("GET /posts/", shape, end("")), Optional.empty()),
        new Place("raw in a query", bytes("GET /search?q=", shape, end("")), Optional.empty()),
        header("a condition", "If-None-Match", shape),
        header("a language", "Accept-Language", shape),
        header("a cookie", "Cookie: __Host-session", shape),
        header("an address", "X-Forwarded-For", shape),
        header("a token", "Authorization: Bearer", shape),
        form("a form", shape, "title=x" + percent + "x"),
        form("the name of a field", bytes(), percent + "=x&title=xx"),
        json(shape),
        key(shape));
  }

  private static Place line(String where, String line) {
    return new Place(where, bytes(line, end("")), Optional.empty());
  }

  private static Place header(String where, String name, byte[] shape) {
    String separator = name.contains(":") ? "=" : ": ";
    byte[] request = bytes("GET / HTTP/1.1\r\nHost: board\r\n", name, separator, shape);
    return new Place(where, bytes(request, "\r\nConnection: close\r\n\r\n"), Optional.empty());
  }

  private Place form(String where, byte[] sent, String title) {
    String fields = title + "&body=b&key=" + UUID.randomUUID();
    String type = "Content-Type: application/x-www-form-urlencoded\r\n";
    String author = "odd-" + UUID.randomUUID();
    return new Place(
        where,
        bytes("POST /posts/new", end(cookie(author) + type + length(fields)), fields),
        Optional.of(new Kept(author, sent)));
  }

  private Place json(byte[] shape) {
    String author = "odd-" + UUID.randomUUID();
    byte[] body = bytes("{\"title\":\"x", shape, "x\",\"body\":\"b\"}");
    byte[] request = posted(author, body, "Idempotency-Key: k\r\n");
    return new Place("JSON", request, Optional.of(new Kept(author, shape)));
  }

  private Place key(byte[] shape) {
    byte[] header = bytes("Idempotency-Key: ", shape, "\r\n");
    byte[] body = bytes("{\"title\":\"t\",\"body\":\"b\"}");
    byte[] request = posted("odd-" + UUID.randomUUID(), body, header);
    return new Place("an idempotency key", request, Optional.empty());
  }

  private byte[] posted(String author, byte[] body, Object header) {
    return bytes(
        "POST /api/posts HTTP/1.1\r\nHost: board\r\nConnection: close\r\n",
        "Content-Type: application/json\r\n",
        cookie(author),
        header,
        "Content-Length: " + body.length,
        "\r\n\r\n",
        body);
  }

  private String cookie(String author) {
    return "Cookie: __Host-session=" + people.author(author) + "\r\n";
  }

  private static String length(String body) {
    return "Content-Length: " + body.length() + "\r\n";
  }

  private static String end(String headers) {
    return " HTTP/1.1\r\nHost: board\r\nConnection: close\r\n" + headers + "\r\n";
  }

  /**
   * A request with the bytes in one place.
   *
   * @param kept what is to be kept, if anything
   */
  private record Place(String where, byte[] request, Optional<Kept> kept) {}

  /**
   * A title.
   *
   * @param author whose only post it is
   * @param sent what stands between the two {@code x} of the title
   */
  private record Kept(String author, byte[] sent) {}
}
