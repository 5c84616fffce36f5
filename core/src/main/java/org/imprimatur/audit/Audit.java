package org.imprimatur.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imprimatur.post.Author;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Hash;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Report;
import org.imprimatur.post.Revision;

/**
 * Notes who did what. What is done to posts is noted from the change stream, so that no act can go
 * by without its entry; other acts are noted by whoever does them.
 */
public final class Audit {
  private final AuditTrail trail;
  private final Clock clock;

  /** Notes in {@code trail}. */
  public Audit(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** Notes what a change tells; a repeat adds nothing. */
  public void changed(Change change) {
    Post post = change.post();
    trail.append(
        new AuditEntry(
            name(change),
            change.at(),
            Act.valueOf(change.kind().name()),
            actor(change),
            Optional.of(post.id()),
            judged(change).number(),
            reason(change)));
  }

  /**
   * A text is handed in once, though a board that it moves to is told so again, of a later version
   * of its post.
   */
  private static String name(Change change) {
    return switch (change.kind()) {
      case INSERTED, REVISED ->
          Hash.of(
              change.post().id()
                  + (" " + judged(change).number())
                  + (" " + judged(change).submittedAt())
                  + (" " + change.kind()));
      default -> change.hash();
    };
  }

  /**
   * Notes an act that is not one on a post.
   *
   * @param name tells this act from others of its kind; a repeat under the same name adds nothing
   */
  public void done(Act act, Actor actor, String name, Optional<String> reason) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = Hash.of(act + " " + actor.id() + " " + name);
    trail.append(new AuditEntry(id, now, act, actor, Optional.empty(), 0, reason));
  }

  /** All entries, the latest first; for moderators alone. */
  public Page<AuditEntry> all(PageRequest page) {
    return trail.all(page);
  }

  /** The entries about one post, the latest first; for moderators alone. */
  public Page<AuditEntry> of(PostId post, PageRequest page) {
    return trail.of(post, page);
  }

  private static Revision judged(Change change) {
    return switch (change.kind()) {
      case REVISED, HELD, CHANGES_REQUESTED, REVISION_REJECTED -> change.post().latest();
      default -> change.post().current();
    };
  }

  private static Actor actor(Change change) {
    return switch (change.kind()) {
      case INSERTED, REVISED, WITHDRAWN, REVISION_WITHDRAWN, RENEWED -> author(change.post());
      case HELD -> holder(judged(change));
      case REPORTED, HIDDEN -> reporter(change.post());
      case EXPIRING, EXPIRED -> Actor.BOARD;
      default -> judged(change).decision().map(Audit::decider).orElse(Actor.BOARD);
    };
  }

  private static Actor holder(Revision text) {
    return text.held().contains(HoldReason.NO_ANSWER)
        ? Actor.BOARD
        : new Actor(Actor.Kind.APPROVAL_SERVICE, "approval-service", "approval service");
  }

  private static Actor author(Post post) {
    Author author = post.author();
    return new Actor(Actor.Kind.AUTHOR, author.id(), author.name());
  }

  private static Actor reporter(Post post) {
    String id = last(post).map(Report::reporterId).orElse(Actor.BOARD.id());
    return new Actor(Actor.Kind.READER, id, id);
  }

  private static Actor decider(Decision decision) {
    Decider decider = decision.decider();
    Actor.Kind kind =
        decider.kind() == Decider.Kind.MODERATOR
            ? Actor.Kind.MODERATOR
            : Actor.Kind.APPROVAL_SERVICE;
    return new Actor(kind, decider.id(), decider.name());
  }

  private static Optional<String> reason(Change change) {
    return switch (change.kind()) {
      case HELD -> Optional.of(codes(judged(change).held()));
      case REPORTED, HIDDEN -> last(change.post()).map(Report::reason);
      case PUBLISHED, UPDATED, CHANGES_REQUESTED, REVISION_REJECTED, REJECTED, KEPT ->
          judged(change).decision().flatMap(Decision::reason);
      default -> Optional.empty();
    };
  }

  private static Optional<Report> last(Post post) {
    List<Report> reports = post.reports().reports();
    return reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
  }

  private static String codes(List<HoldReason> reasons) {
    return reasons.stream().map(HoldReason::code).collect(Collectors.joining(", "));
  }
}
