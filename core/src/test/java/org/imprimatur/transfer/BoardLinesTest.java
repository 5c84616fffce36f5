package org.imprimatur.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PINNED = resource("board.jsonl").lines().toList();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(resource("board-line.schema.json"), InputFormat.JSON);

  @Test
  void boardIsWrittenByteForByteAsPinned() throws IOException {
    Clock clock = Clock.fixed(SampleBoard.TIME.plusNanos(999), ZoneOffset.UTC);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Counts counts = new ExportBoard(SampleBoard.ENTRIES::forEach, "embedded", clock).to(out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(resource("board.jsonl"));
    assertThat(counts).isEqualTo(new Counts(2, 2, 1, 1, 1));
  }

  @Test
  void pinnedLinesAreReadAsTheyWereMeant() {
    assertThat(BoardLines.read(PINNED.get(0)))
        .isEqualTo(new Line.Board(1, "embedded", SampleBoard.TIME));
    assertThat(PINNED.subList(1, 8))
        .map(BoardLines::read)
        .isEqualTo(SampleBoard.ENTRIES.stream().map(Line.Content::new).toList());
    assertThat(BoardLines.read(PINNED.get(8))).isEqualTo(new Line.End(new Counts(2, 2, 1, 1, 1)));
  }

  @Test
  void pinnedLinesAreAsTheSchemaSays() {
    assertThat(PINNED).hasSize(9).allMatch(BoardLinesTest::fits);
  }

  @Test
  void fieldsThatTheReaderDoesNotKnowAreIgnored() throws IOException {
    for (String line : PINNED) {
      ObjectNode more = (ObjectNode) JSON.readTree(line);
      more.putObject("colour").put("title", "?");
      if (more.has("post")) {
        ((ObjectNode) more.get("post")).putArray("votes").add(1);
      }
      assertThat(BoardLines.read(more.toString())).isEqualTo(BoardLines.read(line));
      assertThat(fits(more.toString())).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | /post/id | 7",
        "1 | /post/version | 0",
        "1 | /post/current/revision | 0",
        "1 | /post/current/revision | \"1\"",
        "1 | /post/current/revision | 1.5",
        "1 | /post/current/title | \"\"",
        "1 | /post/current/body | {}",
        "1 | /post/author | \"ann\"",
        "1 | /post/author/id | 7",
        "1 | /post/author/name | 7",
        "1 | /post/status | \"REJECTED\"",
        "1 | /post/status | \"LOST\"",
        "1 | /post/submittedAt | 1740830400",
        "1 | /post/expires | \"tomorrow\"",
        "1 | /post/current/asking | 1",
        "1 | /post/current/asking/times | 0",
        "1 | /post/current/asking/next | \"soon\"",
        "1 | /post/current/traceparent | \"00-1-2-3\"",
        "1 | /post | []",
        "2 | /post/publishedAt | \"then\"",
        "2 | /post/remindAt | 7",
        "2 | /post/earlier | \"text\"",
        "2 | /post/proposal | 1",
        "2 | /post/proposal/held/0/code | \"Not a code\"",
        "2 | /post/proposal/held/0/detail | 7",
        "2 | /post/reports/settled | \"1\"",
        "2 | /post/reports/list/0/reason | \"\"",
        "2 | /post/reports/list/0/at | \"x\"",
        "2 | /post/current/decision | \"yes\"",
        "2 | /post/current/decision/verdict | \"MAYBE\"",
        "2 | /post/current/decision/decider/name | \"\"",
        "2 | /post/current/decision/decider/kind | \"GOD\"",
        "2 | /post/current/decision/decidedAt | 7",
        "3 | /post/current/decision/reason | 7",
        "3 | /cause | \"BORED\"",
        "3 | /leftAt | \"x\"",
        "5 | /id | \"x\"",
        "5 | /act | \"NAPPED\"",
        "5 | /actor | \"mia\"",
        "5 | /actor/kind | \"CAT\"",
        "5 | /actor/id | \"\"",
        "5 | /postId | \"x\"",
        "5 | /revision | -1",
        "6 | /id | 7",
        "6 | /personId | 7",
        "6 | /kind | \"WEATHER\"",
        "6 | /postId | \"x\"",
        "6 | /until | \"x\"",
        "7 | /id | 7",
        "7 | /detail | {}",
        "7 | /time | \"x\"",
        "8 | /posts | \"2\"",
        "0 | /format | \"1\"",
        "0 | /at | 7",
        "0 | /type | \"novel\"",
      })
  void mistypedFieldIsUnreadableAndNotAsTheSchemaSays(int line, String pointer, String value)
      throws IOException {
    String wrong = with(PINNED.get(line), pointer, value);

    assertThatThrownBy(() -> BoardLines.read(wrong)).isInstanceOf(UnreadableLine.class);
    assertThat(fits(wrong)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1,/post/id",
    "1,/post/author/name",
    "1,/post/status",
    "1,/post/current/asking",
    "1,/post/current",
    "1,/post/version",
    "1,/post",
    "2,/post/current/decision",
    "2,/post/publishedAt",
    "3,/cause",
    "3,/leftAt",
    "5,/actor",
    "5,/postId",
    "6,/title",
    "6,/until",
    "7,/detail",
    "8,/audit",
    "8,/decisions",
    "0,/format",
    "0,/type"
  })
  void missingFieldIsUnreadable(int line, String pointer) throws IOException {
    String wrong = with(PINNED.get(line), pointer, "");

    assertThatThrownBy(() -> BoardLines.read(wrong)).isInstanceOf(UnreadableLine.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "7", "[]", "{", "{} {}", "{\"type\":\"end\",\"type\":\"end\"}"})
  void whatIsNoObjectOfOursIsUnreadable(String line) {
    assertThatThrownBy(() -> BoardLines.read(line)).isInstanceOf(UnreadableLine.class);
  }

  @Test
  void messageSaysWhichFieldAndQuotesNothing() throws IOException {
    String secret = with(PINNED.get(1), "/post/submittedAt", "\"s3cret\"");

    assertThatThrownBy(() -> BoardLines.read(secret))
        .hasMessageContaining("submittedAt")
        .hasMessageNotContaining("s3cret");
  }

  /** This JSON with one field replaced, or left out where there is nothing to replace it by. */
  private static String with(String json, String pointer, String value) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(json);
    int slash = pointer.lastIndexOf('/');
    ObjectNode parent = (ObjectNode) root.at(pointer.substring(0, slash));
    String field = pointer.substring(slash + 1);
    if (value == null || value.isEmpty()) {
      parent.remove(field);
    } else {
      parent.set(field, JSON.readTree(value));
    }
    return root.toString();
  }

  private static boolean fits(String line) {
    return SCHEMA
        .validate(
            line,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .isEmpty();
  }

  static String resource(String name) {
    try (InputStream in = BoardLinesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
