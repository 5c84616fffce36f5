package org.imprimatur.web.page;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateData;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.approval.AuthorHistory;
import org.imprimatur.approval.PastPost;
import org.imprimatur.approval.StoredHistory;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.QueueFilter;
import org.imprimatur.post.Report;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
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

  private static final PageRequest LOOKED_AT = PageRequest.first(PageRequest.MAX_LIMIT);

  private final Markdown markdown;
  private final Board board;
  private final AuthorHistory history;

  Desk(Markdown markdown, Board board, Ports ports, Clock clock) {
    this.markdown = markdown;
    this.board = board;
    this.history = new StoredHistory(ports.posts(), ports.archive(), clock);
  }

  /** Posts that wait, as {@code viewer} may decide on them. */
  List<Card> cards(List<Post> posts, User viewer) {
    Map<String, List<PastPost>> known = new HashMap<>();
    return posts.stream()
        .map(post -> card(post, viewer, known.computeIfAbsent(author(post), history::byAuthor)))
        .toList();
  }

  private static String author(Post post) {
    return post.author().id();
  }

  private Card card(Post post, User viewer, List<PastPost> past) {
    Revision text = post.waiting().orElse(post.current());
    return new Card(
        post.id().value(),
        text.number(),
        text.text().title(),
        markdown.html(text.text().body()),
        post.author().name(),
        new Moment(post.waitingSince().orElse(text.submittedAt())),
        post.status() == Status.PUBLISHED,
        text.held().stream().map(Desk::why).toList(),
        post.reports().open().stream().map(Desk::complaint).toList(),
        difference(post, text),
        record(post, past),
        author(post).equals(viewer.subject()),
        post.waiting().map(waiting -> new Ask(waiting.number(), 0, "", "")),
        reported(post));
  }

  private Optional<Reported> reported(Post post) {
    Ask ask = new Ask(post.revision(), post.reports().settled(), "", "");
    return Optional.of(post)
        .filter(p -> p.status().approved() && p.reports().escalatedAt().isPresent())
        .map(p -> new Reported(p.title(), markdown.html(p.body()), ask));
  }

  /** The card of a post as it stands now, if it still waits for somebody. */
  Optional<Card> current(PostId id, User viewer) {
    return board
        .readPosts()
        .findAny(id)
        .filter(post -> post.waitingSince().isPresent())
        .map(post -> cards(List.of(post), viewer).get(0));
  }

  /** The codes that the longest waiting are held for, and {@code wanted}, by their words. */
  List<Why> reasons(Optional<String> wanted) {
    List<Post> waiting = board.readPosts().waiting(LOOKED_AT).items();
    Stream<String> held =
        waiting.stream()
            .flatMap(post -> post.waiting().stream())
            .flatMap(text -> text.held().stream().map(HoldReason::code));
    Stream<String> reported =
        waiting.stream()
            .filter(post -> post.reports().escalatedAt().isPresent())
            .map(post -> QueueFilter.REPORTED);
    return Stream.of(held, reported, wanted.stream())
        .flatMap(Function.identity())
        .distinct()
        .map(code -> new Why(code, inWords(code), ""))
        .sorted(Comparator.comparing(Why::words))
        .toList();
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

  private static Past record(Post post, List<PastPost> past) {
    List<PastPost> others = past.stream().filter(other -> !other.id().equals(post.id())).toList();
    return new Past(
        count(others.stream().filter(other -> other.publishedAt().isPresent()).count()),
        count(others.stream().filter(other -> other.rejectedAt().isPresent()).count()));
  }

  private static String count(long number) {
    return number < AuthorHistory.MOST ? Long.toString(number) : AuthorHistory.MOST + "+";
  }

  /**
   * A post that waits.
   *
   * @param revision which of its texts is shown
   * @param isPublic whether a text of it is public
   * @param own whether the viewer wrote it
   * @param text what can be said of a text that waits
   * @param reported what readers hold against the public text, if that waits
   */
  @TemplateData
  record Card(
      String id,
      int revision,
      String title,
      RawString html,
      String author,
      Moment since,
      boolean isPublic,
      List<Why> held,
      List<Complaint> reports,
      List<Difference.Part> difference,
      Past past,
      boolean own,
      Optional<Ask> text,
      Optional<Reported> reported) {
    /** The same with what a moderator had typed before. */
    Card with(Ruling ruling) {
      boolean onReports = ruling.kind().onReports();
      return new Card(
          id,
          revision,
          title,
          html,
          author,
          since,
          isPublic,
          held,
          reports,
          difference,
          past,
          own,
          onReports ? text : text.map(ask -> ask.with(ruling)),
          onReports ? reported.map(about -> about.with(ruling)) : reported);
    }
  }

  /**
   * A form to decide with.
   *
   * @param revision the text it is about
   * @param settled how many reports had been looked at
   * @param preset the reason chosen, or nothing
   * @param typed the reason typed, or nothing
   */
  @TemplateData
  record Ask(int revision, int settled, String preset, String typed) {
    Ask with(Ruling ruling) {
      return new Ask(revision, settled, ruling.preset(), ruling.typed());
    }
  }

  /** A public text that readers reported, and the form to decide about it. */
  @TemplateData
  record Reported(String title, RawString html, Ask ask) {
    Reported with(Ruling ruling) {
      return new Reported(title, html, ask.with(ruling));
    }
  }

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
