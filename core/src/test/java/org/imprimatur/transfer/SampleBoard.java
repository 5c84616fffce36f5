package org.imprimatur.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.event.Event;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Decision;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Report;
import org.imprimatur.post.ReportCase;
import org.imprimatur.post.Revision;
import org.imprimatur.post.Status;
import org.imprimatur.post.Submission;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;

/** The board of the pinned file. */
final class SampleBoard {
  static final Instant TIME = Instant.parse("2025-03-01T12:00:00.123Z");
  static final Instant EXPIRES = Instant.parse("2025-03-31T12:00:01Z");

  static final Post PENDING =
      Post.pending(
          new PostId("0195524a1c007e31a5d0c4b2f8e07d11"),
          new Author("f:1:ann", "Ann \u00D8"),
          text(1, Optional.of(TIME.plusSeconds(70)), List.of(), Optional.empty()),
          EXPIRES);

  /** Everything that a post can have. */
  static final Post PUBLISHED =
      new Post(
          new PostId("2".repeat(32)),
          PENDING.author(),
          Status.HIDDEN,
          text(1, Optional.empty(), List.of(), Optional.of(decision(Verdict.APPROVED, 1))),
          Optional.of(
              text(
                  3,
                  Optional.empty(),
                  List.of(new HoldReason("blocked-word", "“cat”"), new HoldReason("links", "")),
                  Optional.of(decision(Verdict.CHANGES_REQUESTED, 3)))),
          Optional.of(new Submission("Before", "It was\nanother")),
          TIME,
          Optional.of(TIME.plusMillis(900)),
          EXPIRES,
          Optional.of(EXPIRES.minusSeconds(259_200)),
          new ReportCase(
              List.of(new Report("r1", "Not a cat", TIME), new Report("r2", "Rude", TIME)),
              1,
              Optional.of(TIME)),
          7);

  static final ArchivedPost REJECTED =
      new ArchivedPost(
          another("3").decided(decision(Verdict.REJECTED, 1), TIME, EXPIRES),
          Cause.REJECTED,
          TIME.plusMillis(1));

  static final ArchivedPost EXPIRED = new ArchivedPost(another("4"), Cause.EXPIRED, EXPIRES);

  static final AuditEntry ACT =
      new AuditEntry(
          "5".repeat(32),
          TIME.plusMillis(800),
          Act.REJECTED,
          new Actor(Actor.Kind.MODERATOR, "f:1:mia", "Mia “M”"),
          Optional.of(REJECTED.post().id()),
          1,
          Optional.of("Too “short”"));

  static final Notice NOTICE =
      new Notice(
          "6".repeat(32),
          "f:1:ann",
          Notice.Kind.REJECTED,
          REJECTED.post().id(),
          "Found: a “grey” cat \uD83D\uDC08",
          Optional.of("Too “short”"),
          TIME.plusMillis(800),
          EXPIRES,
          EXPIRES.plusSeconds(60));

  static final Event DECISION =
      new Event(
          "response-1",
          Event.SOURCE,
          "ApprovalResponse",
          TIME.plusSeconds(9),
          "{\"approved\":true,\"odd\":\"\\u0000\"}");

  static final List<Entry> ENTRIES =
      List.of(
          new Entry.OnBoard(PENDING),
          new Entry.OnBoard(PUBLISHED),
          new Entry.Archived(REJECTED),
          new Entry.Archived(EXPIRED),
          new Entry.Audited(ACT),
          new Entry.Told(NOTICE),
          new Entry.Decision(DECISION));

  private SampleBoard() {}

  private static Post another(String digit) {
    return Post.pending(new PostId(digit.repeat(32)), PENDING.author(), PENDING.current(), EXPIRES);
  }

  private static Revision text(
      int number, Optional<Instant> askNext, List<HoldReason> held, Optional<Decision> decision) {
    return new Revision(
        number,
        new Submission("Found: a “grey” cat \uD83D\uDC08", "Line one\n\n\t<b>& 'line' two</b>\\"),
        TIME,
        new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        new Asking(askNext.isPresent() ? 1 : 8, askNext),
        held,
        decision);
  }

  private static Decision decision(Verdict verdict, int revision) {
    Optional<String> reason =
        verdict == Verdict.APPROVED ? Optional.empty() : Optional.of("Too “short”");
    return new Decision(
        verdict, reason, Decider.moderator("f:1:mia", "mia"), TIME.plusMillis(800), revision);
  }
}
