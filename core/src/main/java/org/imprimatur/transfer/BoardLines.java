package org.imprimatur.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.event.Event;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Report;
import org.imprimatur.post.ReportCase;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;

/**
 * The lines of an export, each a JSON object as {@code board-line.schema.json} beside this class
 * defines it. Reading ignores fields that it does not know and refuses types that it does not know.
 *
 * <p>What a post has is in two places: {@link #write(Post)} and {@link #post}, and for its texts in
 * {@link RevisionJson}. What is remembered and told of posts is in {@link NoteJson}.
 */
final class BoardLines {
  /** The version of the format that is written, and the newest that is read. */
  static final int FORMAT = 1;

  private BoardLines() {}

  /** The line, without a line end. */
  static String write(Line line) {
    return JsonText.write(json(line));
  }

  private static ObjectNode json(Line line) {
    if (line instanceof Line.Board board) {
      return object("board")
          .put("format", board.format())
          .put("runtime", board.runtime())
          .put("at", board.at().toString());
    }
    return line instanceof Line.Content content
        ? content
            .entry()
            .fold(
                BoardLines::json,
                BoardLines::json,
                NoteJson::write,
                NoteJson::write,
                BoardLines::json)
        : json(((Line.End) line).counts());
  }

  static ObjectNode json(Post post) {
    return object("post").set("post", write(post));
  }

  static ObjectNode json(ArchivedPost departed) {
    return object("archived")
        .put("cause", departed.cause().name())
        .put("leftAt", departed.leftAt().toString())
        .set("post", write(departed.post()));
  }

  private static ObjectNode json(Event decision) {
    return object("decision")
        .put("id", decision.id())
        .put("source", decision.source())
        .put("detailType", decision.detailType())
        .put("time", decision.time().toString())
        .put("detail", decision.detail());
  }

  private static ObjectNode json(Counts counts) {
    return object("end")
        .put("posts", counts.posts())
        .put("archived", counts.archived())
        .put("audit", counts.audit())
        .put("notices", counts.notices())
        .put("decisions", counts.decisions());
  }

  private static ObjectNode write(Post post) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", post.id().value());
    json.put("version", post.version());
    json.putObject("author").put("id", post.author().id()).put("name", post.author().name());
    json.put("status", post.status().name());
    json.put("submittedAt", post.submittedAt().toString());
    post.publishedAt().ifPresent(at -> json.put("publishedAt", at.toString()));
    json.put("expires", post.expires().toString());
    post.remindAt().ifPresent(at -> json.put("remindAt", at.toString()));
    json.set("current", RevisionJson.write(post.current()));
    post.proposal().ifPresent(text -> json.set("proposal", RevisionJson.write(text)));
    post.earlier()
        .ifPresent(
            text -> json.putObject("earlier").put("title", text.title()).put("body", text.body()));
    if (!post.reports().equals(ReportCase.NONE)) {
      write(post.reports(), json.putObject("reports"));
    }
    return json;
  }

  private static void write(ReportCase reports, ObjectNode json) {
    json.put("settled", reports.settled());
    reports.escalatedAt().ifPresent(at -> json.put("escalatedAt", at.toString()));
    ArrayNode list = json.putArray("list");
    for (Report report : reports.reports()) {
      list.addObject()
          .put("by", report.reporterId())
          .put("reason", report.reason())
          .put("at", report.at().toString());
    }
  }

  /**
   * The line that a text spells.
   *
   * @throws UnreadableLine if it spells none
   */
  static Line read(String text) {
    try {
      JsonNode json = JsonText.read(text);
      String type = text(json, "type");
      return switch (type) {
        case "board" ->
            new Line.Board(
                Math.toIntExact(number(json, "format")), text(json, "runtime"), time(json, "at"));
        case "post" -> new Line.Content(new Entry.OnBoard(post(json.required("post"))));
        case "archived" -> new Line.Content(new Entry.Archived(archived(json)));
        case "audit" -> new Line.Content(new Entry.Audited(NoteJson.act(json)));
        case "notice" -> new Line.Content(new Entry.Told(NoteJson.notice(json)));
        case "decision" -> new Line.Content(new Entry.Decision(event(json)));
        case "end" -> new Line.End(counts(json));
        default -> throw new UnreadableLine("a line of a type that this version does not know");
      };
    } catch (JsonProcessingException e) {
      throw new UnreadableLine("not JSON", e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnreadableLine(String.valueOf(e.getMessage()), e);
    }
  }

  private static Post post(JsonNode json) {
    JsonNode author = json.required("author");
    return new Post(
        new PostId(text(json, "id")),
        new Author(text(author, "id"), text(author, "name")),
        oneOf(Status.values(), json, "status"),
        RevisionJson.read(json.required("current")),
        maybe(json, "proposal", field -> RevisionJson.read(json.required(field))),
        maybe(json, "earlier", field -> submission(json.required(field))),
        time(json, "submittedAt"),
        maybe(json, "publishedAt", field -> time(json, field)),
        time(json, "expires"),
        maybe(json, "remindAt", field -> time(json, field)),
        maybe(json, "reports", field -> reports(json.required(field))).orElse(ReportCase.NONE),
        Math.toIntExact(number(json, "version")));
  }

  private static ReportCase reports(JsonNode json) {
    List<Report> reports = new ArrayList<>();
    for (JsonNode report : json.required("list")) {
      reports.add(new Report(text(report, "by"), text(report, "reason"), time(report, "at")));
    }
    return new ReportCase(
        reports,
        Math.toIntExact(number(json, "settled")),
        maybe(json, "escalatedAt", field -> time(json, field)));
  }

  static Submission submission(JsonNode json) {
    return new Submission(text(json, "title"), text(json, "body"));
  }

  private static ArchivedPost archived(JsonNode json) {
    return new ArchivedPost(
        post(json.required("post")), oneOf(Cause.values(), json, "cause"), time(json, "leftAt"));
  }

  private static Event event(JsonNode json) {
    return new Event(
        text(json, "id"),
        text(json, "source"),
        text(json, "detailType"),
        time(json, "time"),
        text(json, "detail"));
  }

  private static Counts counts(JsonNode json) {
    return new Counts(
        number(json, "posts"),
        number(json, "archived"),
        number(json, "audit"),
        number(json, "notices"),
        number(json, "decisions"));
  }

  static ObjectNode object(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  static <T> Optional<T> maybe(JsonNode json, String field, Function<String, T> read) {
    return json.hasNonNull(field) ? Optional.of(read.apply(field)) : Optional.empty();
  }

  static <E extends Enum<E>> E oneOf(E[] values, JsonNode json, String field) {
    String name = text(json, field);
    return Arrays.stream(values)
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnreadableLine(field + " is none that this version knows"));
  }

  static String text(JsonNode json, String field) {
    JsonNode value = json.required(field);
    if (!value.isTextual()) {
      throw new UnreadableLine(field + " is not a string");
    }
    return value.textValue();
  }

  static long number(JsonNode json, String field) {
    JsonNode value = json.required(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new UnreadableLine(field + " is not a whole number");
    }
    return value.longValue();
  }

  static Instant time(JsonNode json, String field) {
    try {
      return Instant.parse(text(json, field));
    } catch (DateTimeException e) {
      throw new UnreadableLine(field + " is not a time", e);
    }
  }
}
