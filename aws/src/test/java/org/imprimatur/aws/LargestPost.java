package org.imprimatur.aws;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

/** The largest that the board takes of everything: every character of four bytes. */
final class LargestPost {
  static final String TITLE = wide(Submission.MAX_TITLE);
  static final String BODY = wide(Submission.MAX_BODY);

  /** Subjects have at most 255 ASCII characters in OpenID Connect; names are cut after 80. */
  private static final Author AUTHOR = new Author("a".repeat(255), wide(80));

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  private LargestPost() {}

  /** A published post with a new text, the text before, and all the reports that are kept. */
  static Post post() {
    List<Report> reports =
        Collections.nCopies(
            ReportCase.MAX_REPORTS, new Report("r".repeat(255), wide(Report.MAX_REASON), NOW));
    return new Post(
        new PostId("0".repeat(32)),
        AUTHOR,
        Status.HIDDEN,
        revision(1),
        Optional.of(revision(2)),
        Optional.of(text()),
        NOW,
        Optional.of(NOW),
        NOW.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS),
        Optional.of(NOW),
        new ReportCase(reports, 0, Optional.of(NOW)),
        Integer.MAX_VALUE);
  }

  private static Revision revision(int number) {
    HoldReason reason =
        new HoldReason("c".repeat(HoldReason.MAX_CODE), wide(HoldReason.MAX_DETAIL));
    return new Revision(
        number,
        text(),
        NOW,
        TraceParent.start(new Random(1)),
        new Asking(8, Optional.of(NOW)),
        Collections.nCopies(Revision.MAX_HELD, reason),
        Optional.of(
            new Decision(
                Verdict.APPROVED,
                Optional.of(wide(Decision.MAX_REASON)),
                Decider.moderator("m".repeat(255), wide(80)),
                NOW,
                number)));
  }

  private static Submission text() {
    return new Submission(TITLE, BODY);
  }

  private static String wide(int characters) {
    return "\uD83D\uDC27".repeat(characters);
  }
}
