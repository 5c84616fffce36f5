package org.imprimatur.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many submissions are durable in a second, over HTTP and the packaged application. */
final class HttpSubmissions implements Measurement {
  private static final int CLIENTS = Submissions.CLIENTS;
  private static final int ACCEPTED = 202;

  @Override
  public String name() {
    return "http";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(place.data());
        Server app = Server.application(place, folder.path(), provider.issuer())) {
      app.secondsToFirstPage();
      List<byte[]> requests = requests(provider, app.port());
      Rounds rounds =
          Rounds.of(
              place.plan(),
              List.of(time -> submissions(app, requests, time), new BareCommits(place.data())));
      return List.of(
          new Row(
              "durable submissions, " + CLIENTS + " clients, over HTTP",
              rounds.figures(0, 0),
              "/s",
              BareCommits.NAME,
              rounds.figures(1, BareCommits.PER_SECOND)));
    }
  }

  private static List<byte[]> requests(StandInProvider provider, int port) throws Exception {
    String json =
        """
        {"title": "%s", "body": "%s"}"""
            .formatted(SampleText.TITLE, SampleText.BODY.replace("\n", "\\n"));
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String token = provider.accessToken("author-" + i);
      requests.add(HttpConnection.post(port, "/api/posts", token, json));
    }
    return requests;
  }

  /** Whatever follows from the submissions is done before it returns. */
  private static List<Double> submissions(Server app, List<byte[]> requests, Duration time)
      throws Exception {
    List<HttpConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        connections.add(HttpConnection.open(app.port()));
      }
      double perSecond =
          Clients.perSecond(CLIENTS, time, i -> () -> submit(connections.get(i), requests.get(i)));
      app.settle();
      return List.of(perSecond);
    } finally {
      for (HttpConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static boolean submit(HttpConnection connection, byte[] request) throws IOException {
    int status = connection.exchange(request);
    if (status != ACCEPTED) {
      throw new IOException("a submission was answered with status " + status);
    }
    return true;
  }
}
