package org.imprimatur.transfer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.ReportCase;
import org.imprimatur.post.Revision;

/**
 * What an author may know of their posts: all of it but who else had to do with them. A moderator
 * is a moderator and no more, and neither reports nor what a screening found are shown.
 */
final class Redaction {
  /** What others say to an author, and not only about them. */
  private static final Set<Act> SAID_TO_AUTHORS =
      Set.of(
          Act.PUBLISHED,
          Act.UPDATED,
          Act.CHANGES_REQUESTED,
          Act.REVISION_REJECTED,
          Act.REJECTED,
          Act.KEPT);

  private Redaction() {}

  static Post of(Post post) {
    return new Post(
        post.id(),
        post.author(),
        post.status(),
        of(post.current()),
        post.proposal().map(Redaction::of),
        post.earlier(),
        post.submittedAt(),
        post.publishedAt(),
        post.expires(),
        post.remindAt(),
        ReportCase.NONE,
        post.version());
  }

  static ArchivedPost of(ArchivedPost departed) {
    return new ArchivedPost(of(departed.post()), departed.cause(), departed.leftAt());
  }

  private static Revision of(Revision text) {
    return new Revision(
        text.number(),
        text.text(),
        text.submittedAt(),
        text.trace(),
        text.asking(),
        List.of(),
        text.decision().map(Redaction::of));
  }

  private static Decision of(Decision decision) {
    Decider.Kind kind = decision.decider().kind();
    return new Decision(
        decision.verdict(),
        decision.reason(),
        new Decider(kind, name(kind), name(kind)),
        decision.decidedAt(),
        decision.revision());
  }

  /** What somebody else did to a post of the reader's; empty for what its author is not told. */
  static Optional<AuditEntry> of(AuditEntry entry) {
    if (entry.act() == Act.REPORTED) {
      return Optional.empty();
    }
    Actor.Kind kind = entry.actor().kind();
    return Optional.of(
        new AuditEntry(
            entry.id(),
            entry.at(),
            entry.act(),
            new Actor(kind, name(kind), name(kind)),
            entry.postId(),
            entry.revision(),
            entry.reason().filter(reason -> SAID_TO_AUTHORS.contains(entry.act()))));
  }

  private static String name(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
