package org.imprimatur.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Report;
import org.imprimatur.post.ReportCase;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A post as the attributes of an item. */
final class PostItem {
  private PostItem() {}

  static Map<String, AttributeValue> write(Post post) {
    Map<String, AttributeValue> item = new HashMap<>(RevisionItem.write(post.current()));
    item.put("id", Item.text(post.id().value()));
    item.put("version", Item.number(post.version()));
    item.put("authorId", Item.text(post.author().id()));
    item.put("authorName", Item.text(post.author().name()));
    item.put("status", Item.text(post.status().name()));
    item.put("submittedAt", Item.millis(post.submittedAt()));
    item.put("expires", Item.seconds(post.expires()));
    post.publishedAt().ifPresent(at -> item.put("publishedAt", Item.millis(at)));
    post.remindAt().ifPresent(at -> item.put("remindAt", Item.millis(at)));
    post.proposal()
        .ifPresent(text -> item.put("proposal", AttributeValue.fromM(RevisionItem.write(text))));
    post.earlier().ifPresent(text -> item.put("earlier", text(text)));
    if (!post.reports().equals(ReportCase.NONE)) {
      item.put("reports", reports(post.reports()));
    }
    return item;
  }

  static Post read(Item item) {
    return new Post(
        new PostId(item.string("id")),
        new Author(item.string("authorId"), item.string("authorName")),
        Status.valueOf(item.string("status")),
        RevisionItem.read(item),
        item.maybeNested("proposal").map(RevisionItem::read),
        item.maybeNested("earlier").map(RevisionItem::text),
        item.time("submittedAt"),
        item.maybeTime("publishedAt"),
        item.second("expires"),
        item.maybeTime("remindAt"),
        item.maybeNested("reports").map(PostItem::reports).orElse(ReportCase.NONE),
        item.count("version"));
  }

  private static AttributeValue text(Submission text) {
    return AttributeValue.fromM(
        Map.of("title", Item.text(text.title()), "body", Item.text(text.body())));
  }

  private static AttributeValue reports(ReportCase reports) {
    Map<String, AttributeValue> fields = new HashMap<>();
    fields.put("settled", Item.number(reports.settled()));
    reports.escalatedAt().ifPresent(at -> fields.put("escalatedAt", Item.millis(at)));
    fields.put(
        "list", AttributeValue.fromL(reports.reports().stream().map(PostItem::report).toList()));
    return AttributeValue.fromM(fields);
  }

  private static AttributeValue report(Report report) {
    return AttributeValue.fromM(
        Map.of(
            "by", Item.text(report.reporterId()),
            "reason", Item.text(report.reason()),
            "at", Item.millis(report.at())));
  }

  private static ReportCase reports(Item fields) {
    List<Report> reports =
        fields.items("list").stream()
            .map(r -> new Report(r.string("by"), r.string("reason"), r.time("at")))
            .toList();
    return new ReportCase(reports, fields.count("settled"), fields.maybeTime("escalatedAt"));
  }
}
