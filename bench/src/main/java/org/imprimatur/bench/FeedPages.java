package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;

/** How many strangers are served the feed in a second, by the packaged application. */
final class FeedPages implements Measurement {
  private static final int CLIENTS = 32;
  private static final int OK = 200;

  @Override
  public String name() {
    return "feed";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    try (Folder folder = Folder.in(place.data())) {
      fill(folder.path().resolve("data"), place.plan().posts());
      try (StandInProvider provider = StandInProvider.start();
          Server app = Server.application(place, folder.path(), provider.issuer())) {
        app.secondsToFirstPage();
        Path page = folder.path().resolve("page");
        Files.write(page, page(app.port()));
        try (Folder beside = Folder.in(place.data());
            Server bare = Server.bareVertx(beside.path(), page)) {
          bare.secondsToFirstPage();
          return List.of(row(place.plan(), app.port(), bare.port()));
        }
      }
    }
  }

  private static void fill(Path data, int posts) throws IOException {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Files.createDirectories(data);
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {})) {
      new SamplePosts(clock, random).publish(runtime.ports().posts(), posts);
    }
  }

  private static byte[] page(int port) throws IOException {
    try (HttpConnection connection = HttpConnection.open(port)) {
      return connection.body(HttpConnection.get(port, "/"));
    }
  }

  private static Row row(Plan plan, int app, int bare) throws Exception {
    Rounds rounds = Rounds.of(plan, List.of(time -> pages(app, time), time -> pages(bare, time)));
    return new Row(
        "the feed's first page for strangers, " + CLIENTS + " clients, over HTTP",
        rounds.figures(0, 0),
        "/s",
        BareVertx.NAME,
        rounds.figures(1, 0));
  }

  private static List<Double> pages(int port, Duration time) throws Exception {
    byte[] request = HttpConnection.get(port, "/");
    List<HttpConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        connections.add(HttpConnection.open(port));
      }
      return List.of(
          Clients.perSecond(CLIENTS, time, i -> () -> page(connections.get(i), request)));
    } finally {
      for (HttpConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static boolean page(HttpConnection connection, byte[] request) throws IOException {
    int status = connection.exchange(request);
    if (status != OK) {
      throw new IOException("the feed was answered with status " + status);
    }
    return true;
  }
}
