package org.imprimatur.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Revision;

/** Tells authors what others did to their posts, and what is about to happen to them. */
public final class NotifyAuthor {
  /** How long a notice is kept. */
  public static final Duration KEPT = Duration.ofDays(90);

  private final Notices notices;

  /** Tells by {@code notices}. */
  public NotifyAuthor(Notices notices) {
    this.notices = notices;
  }

  /**
   * Tells the author of a change, if it is one to be told of; a repeat tells nothing new.
   *
   * @return what the author was told, now or before
   */
  public Optional<Notice> changed(Change change) {
    Optional<Notice> notice = kind(change).map(kind -> notice(change, kind));
    notice.ifPresent(notices::put);
    return notice;
  }

  private static Notice notice(Change change, Notice.Kind kind) {
    Instant until = change.at().plus(KEPT).truncatedTo(ChronoUnit.SECONDS);
    return Notice.to(change.post(), change.hash(), kind, reason(change), change.at(), until);
  }

  private static Optional<Notice.Kind> kind(Change change) {
    return switch (change.kind()) {
      case PUBLISHED -> Optional.of(Notice.Kind.PUBLISHED);
      case UPDATED -> Optional.of(Notice.Kind.UPDATED);
      case CHANGES_REQUESTED -> Optional.of(Notice.Kind.CHANGES_REQUESTED);
      case REVISION_REJECTED -> Optional.of(Notice.Kind.REVISION_REJECTED);
      case REJECTED -> Optional.of(Notice.Kind.REJECTED);
      case HIDDEN -> Optional.of(Notice.Kind.HIDDEN);
      case KEPT -> Optional.of(Notice.Kind.KEPT);
      case EXPIRING -> Optional.of(Notice.Kind.EXPIRING);
      default -> Optional.empty();
    };
  }

  private static Optional<String> reason(Change change) {
    Post post = change.post();
    Revision judged =
        switch (change.kind()) {
          case CHANGES_REQUESTED, REVISION_REJECTED -> post.latest();
          default -> post.current();
        };
    return switch (change.kind()) {
      case HIDDEN, EXPIRING -> Optional.empty();
      default -> judged.decision().flatMap(Decision::reason);
    };
  }
}
