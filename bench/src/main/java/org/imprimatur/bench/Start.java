package org.imprimatur.bench;

import java.io.IOException;
import java.util.List;

/** How soon a new process serves its first page, and how much memory it holds when left alone. */
final class Start implements Measurement {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Row> measure(Place place) throws Exception {
    try (StandInProvider provider = StandInProvider.start()) {
      Rounds rounds =
          Rounds.of(
              place.plan(),
              List.of(
                  time -> started(place, folder -> application(place, provider, folder)),
                  time -> started(place, folder -> Server.bare(folder.path()))));
      return List.of(
          row("start of the process to first page", rounds, 0, "s"),
          row("resident memory at rest", rounds, 1, "MB"));
    }
  }

  private static Row row(String what, Rounds rounds, int figure, String unit) {
    return new Row(
        what, rounds.figures(0, figure), unit, BareServer.NAME, rounds.figures(1, figure));
  }

  private static Server application(Place place, StandInProvider provider, Folder folder)
      throws IOException {
    return Server.application(place, folder.path(), provider.issuer());
  }

  private static List<Double> started(Place place, Starter starter) throws Exception {
    try (Folder folder = Folder.in(place.data());
        Server server = starter.start(folder)) {
      double seconds = server.secondsToFirstPage();
      Threads.pause(place.plan().rest());
      return List.of(seconds, server.residentMegabytes());
    }
  }

  private interface Starter {
    Server start(Folder folder) throws IOException;
  }
}
