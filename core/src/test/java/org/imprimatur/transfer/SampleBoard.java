package org.imprimatur.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.event.Event;
import org.imprimatur.post.Asking;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
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
          new Submission("Found: a “grey” cat \uD83D\uDC08", "Line one\n\n\t<b>& 'line' two</b>\\"),
          new Author("f:1:ann", "Ann \u00D8"),
          TIME,
          EXPIRES,
          new Asking(1, Optional.of(TIME.plusSeconds(70))),
          new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

  static final Post PUBLISHED =
      another("2", new Asking(8, Optional.empty()))
          .decided(decision(Verdict.APPROVED, Optional.empty()), TIME.plusMillis(900), EXPIRES);

  static final ArchivedPost REJECTED =
      new ArchivedPost(
          another("3", PENDING.asking())
              .decided(decision(Verdict.REJECTED, Optional.of("Too “short”")), TIME, EXPIRES),
          Cause.REJECTED,
          TIME.plusMillis(1));

  static final ArchivedPost EXPIRED =
      new ArchivedPost(another("4", PENDING.asking()), Cause.EXPIRED, EXPIRES);

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
          new Entry.Decision(DECISION));

  private SampleBoard() {}

  private static Post another(String digit, Asking asking) {
    return Post.pending(
        new PostId(digit.repeat(32)),
        PENDING.text(),
        PENDING.author(),
        TIME,
        EXPIRES,
        asking,
        PENDING.trace());
  }

  private static Decision decision(Verdict verdict, Optional<String> reason) {
    return new Decision(verdict, reason, "mia", TIME.plusMillis(800), 1);
  }
}
