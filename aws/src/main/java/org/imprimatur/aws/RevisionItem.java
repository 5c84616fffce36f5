package org.imprimatur.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One text of a post as attributes: beside those of the post, or in a map of their own. */
final class RevisionItem {
  private RevisionItem() {}

  static Map<String, AttributeValue> write(Revision text) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("revision", Item.number(text.number()));
    item.put("title", Item.text(text.text().title()));
    item.put("body", Item.text(text.text().body()));
    item.put("handedInAt", Item.millis(text.submittedAt()));
    item.put("trace", Item.text(text.trace().value()));
    item.put("askedTimes", Item.number(text.asking().times()));
    text.asking().next().ifPresent(next -> item.put("askNext", Item.millis(next)));
    if (!text.held().isEmpty()) {
      item.put(
          "held", AttributeValue.fromL(text.held().stream().map(RevisionItem::reason).toList()));
    }
    text.decision().ifPresent(decision -> item.put("decision", decision(decision)));
    return item;
  }

  static Revision read(Item item) {
    int number = item.count("revision");
    return new Revision(
        number,
        text(item),
        item.time("handedInAt"),
        new TraceParent(item.string("trace")),
        new Asking(item.count("askedTimes"), item.maybeTime("askNext")),
        item.has("held")
            ? item.items("held").stream().map(RevisionItem::reason).toList()
            : List.of(),
        item.maybeNested("decision").map(fields -> decision(fields, number)));
  }

  static Submission text(Item item) {
    return new Submission(item.string("title"), item.string("body"));
  }

  private static AttributeValue reason(HoldReason reason) {
    return AttributeValue.fromM(
        Map.of("code", Item.text(reason.code()), "detail", Item.text(reason.detail())));
  }

  private static HoldReason reason(Item fields) {
    return new HoldReason(fields.string("code"), fields.string("detail"));
  }

  private static AttributeValue decision(Decision decision) {
    Map<String, AttributeValue> fields = new HashMap<>();
    fields.put("verdict", Item.text(decision.verdict().name()));
    decision.reason().ifPresent(reason -> fields.put("reason", Item.text(reason)));
    fields.put("kind", Item.text(decision.decider().kind().name()));
    fields.put("byId", Item.text(decision.decider().id()));
    fields.put("by", Item.text(decision.decider().name()));
    fields.put("at", Item.millis(decision.decidedAt()));
    return AttributeValue.fromM(fields);
  }

  private static Decision decision(Item fields, int revision) {
    Decider decider =
        new Decider(
            Decider.Kind.valueOf(fields.string("kind")),
            fields.string("byId"),
            fields.string("by"));
    return new Decision(
        Verdict.valueOf(fields.string("verdict")),
        fields.maybeString("reason"),
        decider,
        fields.time("at"),
        revision);
  }
}
