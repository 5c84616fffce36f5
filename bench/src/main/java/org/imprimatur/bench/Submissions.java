package org.imprimatur.bench;

import java.time.Duration;
import java.util.List;
import org.imprimatur.approval.ApprovalPolicy;

/** How many submissions are durable in a second, without the web. */
final class Submissions implements Measurement {
  static final int CLIENTS = 32;

  @Override
  public String name() {
    return "submissions";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    Rounds rounds =
        Rounds.of(
            place.plan(), List.of(time -> submissions(place, time), new BareCommits(place.data())));
    return List.of(
        new Row(
            "durable submissions, " + CLIENTS + " clients, in process",
            rounds.figures(0, 0),
            "/s",
            BareCommits.NAME,
            rounds.figures(1, BareCommits.PER_SECOND)),
        new Row(
            "how late requests for approval are at the end of that",
            rounds.figures(0, 1),
            "s",
            "how long posts were submitted",
            rounds.figures(0, 2)));
  }

  /** Each time on a new board, so that none starts with the work of another. */
  private static List<Double> submissions(Place place, Duration time) throws Exception {
    try (Folder folder = Folder.in(place.data());
        RunningBoard board =
            RunningBoard.start(folder.path(), ApprovalPolicy.auto(), RunningBoard.NEVER)) {
      double perSecond = Clients.perSecond(CLIENTS, time, client -> board::submit);
      return List.of(perSecond, board.lagSeconds(), time.toMillis() / 1e3);
    }
  }
}
