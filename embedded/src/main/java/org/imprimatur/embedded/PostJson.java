package org.imprimatur.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Report;
import org.imprimatur.post.ReportCase;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** The parts of a post that are only read whole, as JSON in one column each. */
final class PostJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PostJson() {}

  static Optional<String> held(List<HoldReason> reasons) {
    return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons(reasons).toString());
  }

  static List<HoldReason> held(Optional<String> json) {
    return json.map(text -> reasons(read(text))).orElseGet(List::of);
  }

  static String earlier(Submission text) {
    return object().put("title", text.title()).put("body", text.body()).toString();
  }

  static Submission earlier(String json) {
    return submission(read(json));
  }

  static String proposal(Revision text) {
    ObjectNode json = object();
    json.put("number", text.number());
    json.put("title", text.text().title());
    json.put("body", text.text().body());
    json.put("submittedAt", text.submittedAt().toEpochMilli());
    json.put("trace", text.trace().value());
    json.put("asked", text.asking().times());
    text.asking().next().ifPresent(next -> json.put("askNext", next.toEpochMilli()));
    json.set("held", reasons(text.held()));
    text.decision().ifPresent(decision -> json.set("decision", decision(decision)));
    return json.toString();
  }

  static Revision proposal(String text) {
    JsonNode json = read(text);
    int number = json.required("number").intValue();
    return new Revision(
        number,
        submission(json),
        time(json, "submittedAt"),
        new TraceParent(json.required("trace").textValue()),
        new Asking(
            json.required("asked").intValue(),
            optional(json, "askNext").map(next -> Instant.ofEpochMilli(next.longValue()))),
        reasons(json.required("held")),
        optional(json, "decision").map(decision -> decision(decision, number)));
  }

  static Optional<String> reports(ReportCase reports) {
    if (reports.equals(ReportCase.NONE)) {
      return Optional.empty();
    }
    ObjectNode json = object().put("settled", reports.settled());
    reports.escalatedAt().ifPresent(at -> json.put("escalatedAt", at.toEpochMilli()));
    ArrayNode list = json.putArray("reports");
    for (Report report : reports.reports()) {
      list.addObject()
          .put("by", report.reporterId())
          .put("reason", report.reason())
          .put("at", report.at().toEpochMilli());
    }
    return Optional.of(json.toString());
  }

  static ReportCase reports(Optional<String> json) {
    return json.map(text -> reports(read(text))).orElse(ReportCase.NONE);
  }

  private static ReportCase reports(JsonNode json) {
    List<Report> reports = new ArrayList<>();
    for (JsonNode report : json.required("reports")) {
      reports.add(
          new Report(
              report.required("by").textValue(),
              report.required("reason").textValue(),
              time(report, "at")));
    }
    return new ReportCase(
        reports,
        json.required("settled").intValue(),
        optional(json, "escalatedAt").map(at -> Instant.ofEpochMilli(at.longValue())));
  }

  private static ObjectNode decision(Decision decision) {
    ObjectNode json = object();
    json.put("verdict", decision.verdict().name());
    decision.reason().ifPresent(reason -> json.put("reason", reason));
    json.put("kind", decision.decider().kind().name());
    json.put("id", decision.decider().id());
    json.put("name", decision.decider().name());
    json.put("at", decision.decidedAt().toEpochMilli());
    return json;
  }

  private static Decision decision(JsonNode json, int revision) {
    Decider decider =
        new Decider(
            Decider.Kind.valueOf(json.required("kind").textValue()),
            json.required("id").textValue(),
            json.required("name").textValue());
    return new Decision(
        Verdict.valueOf(json.required("verdict").textValue()),
        optional(json, "reason").map(JsonNode::textValue),
        decider,
        time(json, "at"),
        revision);
  }

  private static ArrayNode reasons(List<HoldReason> reasons) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    reasons.forEach(r -> json.addObject().put("code", r.code()).put("detail", r.detail()));
    return json;
  }

  private static List<HoldReason> reasons(JsonNode json) {
    List<HoldReason> reasons = new ArrayList<>();
    for (JsonNode reason : json) {
      reasons.add(
          new HoldReason(
              reason.required("code").textValue(), reason.required("detail").textValue()));
    }
    return reasons;
  }

  private static Submission submission(JsonNode json) {
    return new Submission(json.required("title").textValue(), json.required("body").textValue());
  }

  private static Instant time(JsonNode json, String field) {
    return Instant.ofEpochMilli(json.required(field).longValue());
  }

  private static Optional<JsonNode> optional(JsonNode json, String field) {
    return Optional.ofNullable(json.get(field));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds what was not written by us", e);
    }
  }
}
