package org.imprimatur.transfer;

import static org.imprimatur.transfer.BoardLines.maybe;
import static org.imprimatur.transfer.BoardLines.number;
import static org.imprimatur.transfer.BoardLines.oneOf;
import static org.imprimatur.transfer.BoardLines.text;
import static org.imprimatur.transfer.BoardLines.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Revision;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** One text of a post, with what was found about it, as part of a line of an export. */
final class RevisionJson {
  private RevisionJson() {}

  static ObjectNode write(Revision text) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("revision", text.number());
    json.put("title", text.text().title());
    json.put("body", text.text().body());
    json.put("submittedAt", text.submittedAt().toString());
    json.put("traceparent", text.trace().value());
    ObjectNode asking = json.putObject("asking").put("times", text.asking().times());
    text.asking().next().ifPresent(next -> asking.put("next", next.toString()));
    if (!text.held().isEmpty()) {
      ArrayNode held = json.putArray("held");
      text.held().forEach(r -> held.addObject().put("code", r.code()).put("detail", r.detail()));
    }
    text.decision().ifPresent(decision -> write(decision, json.putObject("decision")));
    return json;
  }

  private static void write(Decision decision, ObjectNode json) {
    json.put("verdict", decision.verdict().name());
    decision.reason().ifPresent(reason -> json.put("reason", reason));
    json.putObject("decider")
        .put("kind", decision.decider().kind().name())
        .put("id", decision.decider().id())
        .put("name", decision.decider().name());
    json.put("decidedAt", decision.decidedAt().toString());
  }

  static Revision read(JsonNode json) {
    int number = Math.toIntExact(number(json, "revision"));
    return new Revision(
        number,
        BoardLines.submission(json),
        time(json, "submittedAt"),
        new TraceParent(text(json, "traceparent")),
        asking(json.required("asking")),
        held(json.path("held")),
        maybe(json, "decision", field -> decision(json.required(field), number)));
  }

  private static Asking asking(JsonNode json) {
    return new Asking(
        Math.toIntExact(number(json, "times")), maybe(json, "next", field -> time(json, field)));
  }

  private static List<HoldReason> held(JsonNode json) {
    List<HoldReason> reasons = new ArrayList<>();
    json.forEach(r -> reasons.add(new HoldReason(text(r, "code"), text(r, "detail"))));
    return reasons;
  }

  private static Decision decision(JsonNode json, int revision) {
    JsonNode decider = json.required("decider");
    return new Decision(
        oneOf(Verdict.values(), json, "verdict"),
        maybe(json, "reason", field -> text(json, field)),
        new Decider(
            oneOf(Decider.Kind.values(), decider, "kind"),
            text(decider, "id"),
            text(decider, "name")),
        time(json, "decidedAt"),
        revision);
  }
}
