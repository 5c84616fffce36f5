package org.imprimatur.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;

/** How long a large board takes to start. */
final class ColdStart implements Check {
  private static final int STARTS = 5;
  private static final int MOST_SECONDS = 3;
  private static final Path CACHES = Path.of("/proc/sys/vm/drop_caches");

  @Override
  public String id() {
    return "H6";
  }

  @Override
  public String tries() {
    return "the application is started five times with 1,000,000 public posts (50,000 without `--long`), nothing of"
        + " them in the memory of the system where this may forget";
  }

  @Override
  public String target() {
    return "ready within 3 s, in the median";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    int posts = site.pick(50_000, 1_000_000);
    List<Double> seconds = new ArrayList<>();
    List<Double> empty = new ArrayList<>();
    boolean cold = Files.isWritable(CACHES);
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data());
        Folder nothing = Folder.in(site.data())) {
      FilledBoard.published(folder.path().resolve("data"), posts);
      for (int i = 0; i < STARTS; i++) {
        empty.add(seconds(site, nothing, provider));
        if (cold) {
          Files.writeString(CACHES, "1");
        }
        seconds.add(seconds(site, folder, provider));
      }
    }
    seconds.sort(null);
    empty.sort(null);
    return Finding.of(
        seconds.get(STARTS / 2) <= MOST_SECONDS,
        String.format(
            Locale.ROOT,
            "%,d posts: ready after %.1f s, from %.1f to %.1f s; an empty board, warm, after %.1f s%s",
            posts,
            seconds.get(STARTS / 2),
            seconds.get(0),
            seconds.get(STARTS - 1),
            empty.get(STARTS / 2),
            cold ? "" : "; the system may not forget here"));
  }

  private static double seconds(Site site, Folder folder, StandInProvider provider)
      throws IOException {
    try (Server server =
        Server.application(site.app(), folder.path(), provider.issuer(), List.of())) {
      return server.secondsToReady();
    }
  }
}
