package org.imprimatur.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.event.Backoff;
import org.imprimatur.mail.Address;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.User;
import org.junit.jupiter.api.Test;

/** What a person is given of what a board keeps about them. */
class ExportPersonTest {
  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
  private static final User ANN = new User("ann-1", "ann", "Ann A.", Set.of());
  private static final Decider MIA = Decider.moderator("mia-1", "Mia M.");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Random random = new Random(1);
  private final MemoryRuntime runtime =
      new MemoryRuntime(
          clock,
          random,
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 2),
          (pattern, event) -> false,
          occurrence -> {});
  private final Board board =
      new Board(
          runtime.ports(),
          new BoardSettings(
              ApprovalPolicy.manual(),
              Duration.ZERO,
              Duration.ofMinutes(1),
              new Lifetime(Duration.ofDays(30))),
          clock,
          random,
          post -> {},
          occurrence -> {});

  ExportPersonTest() {
    runtime.start(board.changes(), board.subscriptions());
  }

  @Test
  void holdsAllOfOnesOwnAndNamesNobodyElse() throws IOException {
    Post published = submit("ann-1", "Public");
    decide(published, Verdict.APPROVED);
    decide(submit("ann-1", "Refused"), Verdict.REJECTED);
    submit("ann-1", "Waiting");
    Post bobs = submit("bob-1", "Of Bob");
    decide(bobs, Verdict.APPROVED);
    board.reportPost().report(bobs.id(), "ann-1", "spam of Bob");
    board.reportPost().report(published.id(), "bob-1", "I am Bob and I hate it");
    board
        .editPost()
        .edit(published.id(), "ann-1", 1, "Newer", "Newer text", TraceParent.start(random));
    runtime.sessions().add(session());
    board.chooseMail().on("ann-1", new Address("ann@example.org"), false);
    settle();

    String text = export();

    assertThat(text)
        .contains(
            "\"Public\"",
            "\"Newer\"",
            "\"Refused\"",
            "\"Waiting\"",
            "spam of Bob",
            "seen",
            "ann@example.org")
        .contains("\"kind\":\"MODERATOR\",\"id\":\"moderator\",\"name\":\"moderator\"")
        .doesNotContain("mia", "Mia", "bob-1", "Of Bob", "hate it", "secret", "sealed", "sid-1");
    List<JsonNode> lines = lines(text);
    assertThat(lines)
        .extracting(line -> line.path("type").asText())
        .contains("session", "notice", "mail");
    assertThat(lines.get(0).path("name").asText()).isEqualTo("Ann A.");
    assertThat(lines.get(lines.size() - 1).path("lines").asInt()).isEqualTo(lines.size() - 2);
  }

  @Test
  void everyLineFitsTheSchema() throws IOException {
    decide(submit("ann-1", "Public"), Verdict.APPROVED);
    decide(submit("ann-1", "Refused"), Verdict.REJECTED);
    runtime.sessions().add(session());
    board.chooseMail().on("ann-1", new Address("ann@example.org"), false);
    settle();
    Schema schema = schema();

    export()
        .lines()
        .forEach(line -> assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty());
    assertThat(schema.validate("{\"type\":\"session\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void strangerGetsTwoLines() throws IOException {
    submit("ann-1", "Public");

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long between = person().to(out, new User("cid-1", "cid", "Cid", Set.of()));

    assertThat(between).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  private String export() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    person().to(out, ANN);
    return out.toString(StandardCharsets.UTF_8);
  }

  private ExportPerson person() {
    return new ExportPerson(
        runtime.ports().posts(),
        runtime.ports().archive(),
        runtime.ports().trail(),
        runtime.ports().notices(),
        runtime.ports().recipients(),
        runtime.sessions(),
        clock);
  }

  private static Session session() {
    return new Session(
        SessionKey.of("secret"),
        1,
        ANN,
        Optional.of("sid-1"),
        "sealed",
        NOW,
        Optional.empty(),
        NOW,
        NOW,
        NOW.plusSeconds(60));
  }

  private Post submit(String author, String title) {
    Submitted answer =
        board
            .submitPost()
            .submit(
                new Author(author, "Name of " + author),
                title,
                "Text",
                Optional.empty(),
                TraceParent.start(random));
    return ((Submitted.Accepted) answer).post();
  }

  private void decide(Post post, Verdict verdict) {
    board.recordDecision().byModerator(post.id(), 1, verdict, Optional.of("seen"), MIA);
    settle();
  }

  private void settle() {
    while (runtime.deliverDue() > 0) {
      assertThat(runtime.deadLetters().list(1)).isEmpty();
    }
  }

  private static List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  /** With what it refers to in one text. */
  private static Schema schema() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String person = resource("person-line.schema.json").replace("board-line.schema.json", "");
    ObjectNode whole = (ObjectNode) json.readTree(person);
    JsonNode board = json.readTree(resource("board-line.schema.json"));
    ((ObjectNode) whole.path("$defs")).setAll((ObjectNode) board.path("$defs"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString(), InputFormat.JSON);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ExportPerson.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
