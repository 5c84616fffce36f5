package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** How soon a new process serves its first page, and how much memory it holds when left alone. */
final class Start implements Measurement {
  private static final Figure SECONDS = new Figure(0, ", start to first page", "s");
  private static final Figure MEMORY = new Figure(1, ", resident memory at rest", "MB");
  private static final String HERE = "Imprimatur on Java " + Runtime.version().feature();
  private static final int FEW = 100;
  private static final String ON_25 = "Imprimatur on Java 25";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Row> measure(Place place)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (Folder folder = Folder.in(place.data());
        StandInProvider provider = StandInProvider.start()) {
      Path posts = posts(place, folder, provider);
      Rounds rounds =
          new Rounds(place.plan())
              .with(HERE, time -> started(place, own -> app(place, own, provider, java())))
              .with(ON_25, time -> started(place, own -> app(place, own, provider, java25())))
              .with(Company.PEER, time -> started(place, own -> Company.peer(place, own, posts)))
              .run(place.plan().each());
      return List.of(
          rounds.row(HERE, SECONDS, Company.PEER, Target.atMost(0.9)),
          rounds.row(ON_25, SECONDS, Company.PEER, Target.atMost(0.7)),
          rounds.row(HERE, MEMORY, Company.PEER, Target.atMost(130)),
          rounds.row(ON_25, MEMORY, Company.PEER, Target.NONE));
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Path java25() throws IOException {
    return Optional.ofNullable(System.getenv("JAVA25_HOME"))
        .map(Path::of)
        .orElseThrow(() -> new IOException("JAVA25_HOME does not say where a Java 25 is"));
  }

  private static Path posts(Place place, Folder folder, StandInProvider provider)
      throws IOException {
    SampleBoard.fill(folder.path().resolve("data"), Math.min(FEW, place.plan().few()));
    try (Server app = app(place, folder.path(), provider, java())) {
      app.secondsToFirstPage();
      return Company.posts(folder.path(), app);
    }
  }

  private static Server app(Place place, Path folder, StandInProvider provider, Path java)
      throws IOException {
    return Server.application(place, folder, provider.issuer(), java);
  }

  private static List<Double> started(Place place, Starter starter) throws IOException {
    try (Folder folder = Folder.in(place.data());
        Server server = starter.start(folder.path())) {
      double seconds = server.secondsToFirstPage();
      Threads.pause(place.plan().rest());
      return List.of(seconds, server.residentMegabytes());
    }
  }

  private interface Starter {
    Server start(Path folder) throws IOException;
  }
}
