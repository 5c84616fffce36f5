package org.imprimatur.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/** How many submissions are durable in a second, over HTTP and the packaged application. */
final class HttpSubmissions implements Measurement {
  static final int CLIENTS = 64;

  private static final String NAME = "durable submissions over HTTP, " + CLIENTS + " clients";

  @Override
  public String name() {
    return "http";
  }

  @Override
  public List<Row> measure(Place place)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(place.data());
        Server app = Server.application(place, folder.path(), provider.issuer())) {
      app.secondsToFirstPage();
      Rounds rounds =
          new Rounds(place.plan())
              .with(NAME, load(app, folder, provider))
              .with(BareCommits.NAME, new BareCommits(place.data()))
              .run(place.plan().warmUp());
      return List.of(
          rounds.row(
              NAME,
              Load.PER_SECOND,
              BareCommits.NAME,
              BareCommits.PER_SECOND,
              Target.ratioAtLeast(1)),
          rounds.row(NAME, Load.P99, BareCommits.NAME, BareCommits.P99, Target.NONE));
    }
  }

  /** So many people, each with a token of their own, who submit without a pause. */
  static Load load(Server app, Folder folder, StandInProvider provider)
      throws GeneralSecurityException, IOException, InterruptedException {
    Wrk client = new Wrk(folder.path(), CLIENTS, Requests.submissions(app, provider, CLIENTS));
    return new Load(app, client, 202, "PENDING");
  }
}
