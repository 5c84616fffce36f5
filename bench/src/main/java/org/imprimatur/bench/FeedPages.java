package org.imprimatur.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * The first page: for strangers as it is kept, as JSON, as the answer that it has not changed, and
 * for people who are signed in, each by 32 connections.
 */
final class FeedPages implements Measurement {
  private static final int NOT_MODIFIED = 304;

  private static final String KEPT = "the feed for strangers, warm";
  private static final String UNCHANGED = "the answer that it has not changed";
  private static final String JSON = "the same posts as JSON, warm";
  private static final String SIGNED_IN = "the feed for who is signed in";

  @Override
  public String name() {
    return "feed";
  }

  @Override
  public List<Row> measure(Place place)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (Folder folder = Folder.in(place.data());
        StandInProvider provider = StandInProvider.start()) {
      SampleBoard board = SampleBoard.fill(folder.path().resolve("data"), place.plan().many());
      try (Server app = Server.application(place, folder.path(), provider.issuer())) {
        app.secondsToFirstPage();
        try (Company beside = Company.of(place, folder.path(), app)) {
          Rounds rounds = rounds(place.plan(), folder, board, app, beside);
          return rows(rounds.run(place.plan().warmUp()));
        }
      }
    }
  }

  private static Rounds rounds(
      Plan plan, Folder folder, SampleBoard board, Server app, Company beside)
      throws IOException, InterruptedException {
    Wrk again = new Wrk(folder.path(), Load.CONNECTIONS, Requests.known(app, "/", tag(app)));
    return beside
        .page(new Rounds(plan), folder)
        .with(
            BareVertx.NAME,
            Load.of(beside.vertx(), folder, Requests.of(beside.vertx(), "/"), Load.CARD))
        .with(KEPT, Load.of(app, folder, Requests.of(app, "/"), Load.CARD))
        .withWarm(UNCHANGED, new Load(app, again, NOT_MODIFIED, ""))
        .with(JSON, Load.of(app, folder, Requests.of(app, "/api/posts"), "publishedAt"))
        .with(SIGNED_IN, Load.of(app, folder, Requests.signedIn(app, "/", board), "Signed in as"));
  }

  private static String tag(Server app) throws IOException, InterruptedException {
    URI address = URI.create("http://localhost:" + app.port() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .headers()
        .firstValue("ETag")
        .orElseThrow(() -> new IOException("the first page has no tag"));
  }

  private static List<Row> rows(Rounds rounds) {
    return List.of(
        rounds.row(KEPT, Load.PER_SECOND, BareVertx.NAME, Target.ratioAtLeast(0.75)),
        rounds.row(KEPT, Load.PER_SECOND, Company.PEER, Target.ratioAtLeast(50)),
        rounds.row(KEPT, Load.PER_SECOND, Company.NGINX, Target.NONE),
        rounds.row(KEPT, Load.P99, Company.NGINX, Target.ratioAtMost(1.5)),
        rounds.row(UNCHANGED, Load.PER_SECOND, KEPT, Target.NONE),
        rounds.row(JSON, Load.PER_SECOND, KEPT, Target.ratioAtLeast(1)),
        rounds.row(SIGNED_IN, Load.PER_SECOND, Company.PEER, Target.ratioAtLeast(6)),
        rounds.row(KEPT, Load.MEMORY, Company.PEER, Target.atMost(260)));
  }
}
