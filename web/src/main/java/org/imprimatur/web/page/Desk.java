package org.imprimatur.web.page;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateData;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.approval.PastPost;
import org.imprimatur.approval.StoredHistory;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Report;
import org.imprimatur.post.Revision;
import org.imprimatur.session.User;

/** Makes what moderators see of posts that wait. Holds untrusted text, which templates escape. */
@Singleton
final class Desk {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("blocked-word", "has a blocked word"),
          Map.entry("blocked-domain", "links to a blocked site"),
          Map.entry("too-many-links", "has many links"),
          Map.entry("repeated-own-text", "repeats an earlier text of its author"),
          Map.entry("repeated-text-of-others", "repeats somebody else’s text"),
          Map.entry("too-many-posts", "its author posts often"),
          Map.entry("new-author", "its author is new"),
          Map.entry("nothing-visible", "has nothing to see in it"),
          Map.entry("no-answer", "the approval service has not answered"),
          Map.entry("screening-failed", "could not be screened"),
          Map.entry("reported", "was reported by readers"));

  private final Markdown markdown;
  private final Board board;
  private final AuthorHistory history;

  Desk(Markdown markdown, Board board, Ports ports, Clock clock) {
    this.markdown = markdown;
    this.board = board;
    this.history = new StoredHistory(ports.posts(), ports.archive(), clock);
  }

  /** A post that waits, as {@code viewer} may decide on it. */
  Card card(Post post, User viewer) {
    Optional<Revision> waiting = post.waiting();
    Revision text = waiting.orElse(post.current());
    return new Card(
        post.id().value(),
        text.number(),
        text.text().title(),
        markdown.html(text.text().body()),
        post.author().name(),
        new Moment(post.waitingSince().orElse(text.submittedAt())),
        waiting.isPresent(),
        post.status().approved(),
        text.held().stream().map(Desk::why).toList(),
        post.reports().open().stream().map(Desk::complaint).toList(),
        difference(post, text),
        record(post),
        post.author().id().equals(viewer.subject()));
  }

  /** The card of a post as it stands now, if it still waits for somebody. */
  Optional<Card> current(PostId id, User viewer) {
    return board
        .readPosts()
        .findAny(id)
        .filter(post -> post.waitingSince().isPresent())
        .map(post -> card(post, viewer));
  }

  /** A code in words; the code itself where nobody has put it in words. */
  static String inWords(String code) {
    return REASONS.getOrDefault(code, code);
  }

  private static Why why(HoldReason reason) {
    return new Why(reason.code(), inWords(reason.code()), reason.detail());
  }

  private static Complaint complaint(Report report) {
    return new Complaint(report.reason(), new Moment(report.at()));
  }

  private static List<Difference.Part> difference(Post post, Revision text) {
    return post.earlier()
        .filter(earlier -> post.waiting().isPresent())
        .map(
            earlier ->
                Difference.between(
                    earlier.title() + "\n\n" + earlier.body(),
                    text.text().title() + "\n\n" + text.text().body()))
        .orElseGet(List::of);
  }

  private Past record(Post post) {
    List<PastPost> others =
        history.byAuthor(post.author().id()).stream()
            .filter(past -> !past.id().equals(post.id()))
            .toList();
    return new Past(
        count(others.stream().filter(past -> past.publishedAt().isPresent()).count()),
        count(others.stream().filter(past -> past.rejectedAt().isPresent()).count()));
  }

  private static String count(long number) {
    return number < AuthorHistory.MOST ? Long.toString(number) : AuthorHistory.MOST + "+";
  }

  /**
   * A post that waits.
   *
   * @param undecided whether a text of it waits; else it waits because of reports alone
   * @param isPublic whether an earlier text of it was approved
   * @param own whether the viewer wrote it
   */
  @TemplateData
  record Card(
      String id,
      int revision,
      String title,
      RawString html,
      String author,
      Moment since,
      boolean undecided,
      boolean isPublic,
      List<Why> held,
      List<Complaint> reports,
      List<Difference.Part> difference,
      Past past,
      boolean own) {}

  /** Why the approval service left it to a person. */
  @TemplateData
  record Why(String code, String words, String detail) {}

  /** What a reader holds against it. */
  @TemplateData
  record Complaint(String reason, Moment at) {}

  /** How many other posts of its author were published and rejected. */
  @TemplateData
  record Past(String published, String rejected) {}
}
