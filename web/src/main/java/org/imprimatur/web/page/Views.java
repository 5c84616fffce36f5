package org.imprimatur.web.page;

import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.Revision;
import org.imprimatur.post.SearchTerms;
import org.imprimatur.post.Status;
import org.imprimatur.session.User;

/** Makes what pages show of posts. Holds untrusted text; templates escape all but {@code html}. */
@Singleton
final class Views {
  private static final int EXCERPT = 280;

  private final Markdown markdown;

  Views(Markdown markdown) {
    this.markdown = markdown;
  }

  PublicCard card(PublicPost post) {
    return new PublicCard(
        post.id().value(),
        post.title(),
        Excerpt.of(markdown.plain(post.body()), EXCERPT),
        post.author().name(),
        new Moment(post.publishedAt()));
  }

  FoundCard found(PublicPost post, SearchTerms terms) {
    String text = markdown.plain(post.body());
    return new FoundCard(
        post.id().value(),
        terms.mark(post.title()),
        terms.mark(Excerpt.around(terms.first(text), text, EXCERPT)),
        post.author().name(),
        new Moment(post.publishedAt()));
  }

  WholePost whole(Post post) {
    return new WholePost(
        post.id().value(),
        post.revision(),
        post.title(),
        markdown.html(post.body()),
        post.author().name(),
        post.status(),
        new Moment(post.submittedAt()),
        post.publishedAt().map(Moment::new),
        new Moment(post.expires()));
  }

  OwnPost own(Post post) {
    return new OwnPost(
        post.id().value(),
        post.title(),
        post.status(),
        new Moment(post.submittedAt()),
        new Moment(post.expires()),
        verdict(post.current()),
        post.proposal().map(Views::proposal));
  }

  private static Proposal proposal(Revision text) {
    return new Proposal(text.text().title(), new Moment(text.submittedAt()), verdict(text));
  }

  private static Optional<Verdict> verdict(Revision text) {
    return text.decision()
        .map(decision -> new Verdict(decision.verdict().name(), role(decision), decision.reason()));
  }

  private static String role(Decision decision) {
    return decision.decider().kind() == Decider.Kind.MODERATOR
        ? "a moderator"
        : "the approval service";
  }

  Departed departed(ArchivedPost departed, User viewer) {
    Post post = departed.post();
    return new Departed(
        post.id().value(),
        post.title(),
        markdown.html(post.body()),
        post.author().name(),
        departed.cause(),
        post.decision().flatMap(Decision::reason),
        post.decision().map(decision -> viewer.moderator() ? decision.decidedBy() : role(decision)),
        new Moment(departed.leftAt()),
        post.author().id().equals(viewer.subject()),
        departed.cause() == Cause.EXPIRED && post.status().approved(),
        departed.cause() == Cause.REJECTED && viewer.moderator());
  }

  /** A post in the public list. */
  record PublicCard(String id, String title, String excerpt, String author, Moment published) {}

  /** A post that was found, its title and a stretch of its text in parts. */
  record FoundCard(
      String id,
      List<SearchTerms.Part> title,
      List<SearchTerms.Part> excerpt,
      String author,
      Moment published) {}

  /** A post with its text. */
  record WholePost(
      String id,
      int revision,
      String title,
      RawString html,
      String author,
      Status status,
      Moment submitted,
      Optional<Moment> published,
      Moment expires) {}

  /** A post in its author's list. */
  record OwnPost(
      String id,
      String title,
      Status status,
      Moment submitted,
      Moment expires,
      Optional<Verdict> verdict,
      Optional<Proposal> proposal) {
    /** Whether something of it is on its way. */
    boolean waiting() {
      return status == Status.PENDING || proposal.filter(p -> p.verdict().isEmpty()).isPresent();
    }
  }

  /** A newer text of a published post; waiting where there is no verdict. */
  record Proposal(String title, Moment submitted, Optional<Verdict> verdict) {}

  /** What was decided on a text, by whom in general, and why. */
  record Verdict(String name, String by, Optional<String> reason) {}

  /** A post in the archive. */
  record Departed(
      String id,
      String title,
      RawString html,
      String author,
      Cause cause,
      Optional<String> reason,
      Optional<String> decidedBy,
      Moment left,
      boolean own,
      boolean renewable,
      boolean reversible) {}
}
