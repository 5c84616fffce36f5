package org.imprimatur.bench;

import java.time.Duration;
import java.util.List;
import org.imprimatur.approval.ApprovalPolicy;

/** How many submissions are durable in a second, without the web. */
final class Submissions implements Measurement {
  private static final int CLIENTS = 32;
  private static final String NAME = "durable submissions, " + CLIENTS + " clients, in process";
  private static final Figure PER_SECOND = new Figure(0, "", "/s");
  private static final Figure LATE =
      new Figure(1, ", how late requests for approval are at the end", "s");
  private static final Figure LASTED = new Figure(2, ", how long that lasted", "s");

  @Override
  public String name() {
    return "submissions";
  }

  @Override
  public List<Row> measure(Place place) {
    Rounds rounds =
        new Rounds(place.plan())
            .with(NAME, time -> submissions(place, time))
            .with(BareCommits.NAME, new BareCommits(place.data()))
            .run(place.plan().warmUp());
    return List.of(
        rounds.row(NAME, PER_SECOND, BareCommits.NAME, BareCommits.PER_SECOND, Target.NONE),
        rounds.row(NAME, LATE, NAME, LASTED, Target.NONE));
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
