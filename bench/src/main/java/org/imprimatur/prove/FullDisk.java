package org.imprimatur.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;

/** The application on a small disk that fills up, and has room again. */
final class FullDisk implements Check {
  private static final int RECOVERY_SECONDS = 5;
  private static final int MOST_POSTS = 5_000;
  private static final String BODY = "A body that takes its room. ".repeat(150);

  @Override
  public String id() {
    return "E5";
  }

  @Override
  public String tries() {
    return "the application on a tmpfs of 16 MB that fills up until writing fails, then has room again";
  }

  @Override
  public String target() {
    return "503 or 507, reads go on, ready says down, writes again within 5 s of having room, without a restart; 0"
        + " acknowledged lost; `check` finds nothing";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data())) {
      Path disk = Files.createDirectory(folder.path().resolve("data"));
      if (!command("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString())) {
        return Finding.cannotRun("mounting a tmpfs is not permitted here");
      }
      try {
        Path filler = Files.write(disk.resolve("filler"), new byte[4_000_000]);
        return onDisk(site, folder, provider, filler);
      } finally {
        command("umount", disk.toString());
      }
    }
  }

  /**
   * What was answered: how many times yes, then what, to readers and probes, and when again yes.
   */
  private record Seen(
      int acknowledged, int refused, int read, int ready, Optional<Double> recovered) {
    boolean right() {
      return Set.of(503, 507).contains(refused)
          && read == 200
          && ready == 503
          && recovered.filter(seconds -> seconds <= RECOVERY_SECONDS).isPresent();
    }
  }

  private static Finding onDisk(Site site, Folder folder, StandInProvider provider, Path filler)
      throws GeneralSecurityException, IOException, InterruptedException {
    Seen seen = seen(site, folder, provider, filler);
    Operator.Outcome check = Operator.check(folder.path().resolve("data"));
    int acknowledged = seen.acknowledged() + (seen.recovered().isPresent() ? 1 : 0);
    boolean lost = !check.said().startsWith("%,d posts".formatted(acknowledged));
    return Finding.of(
        seen.right() && check.done() && !lost,
        "full after %,d posts: %d; reads %d, ready %d; writes again after %s s; %,d acknowledged; check: %s"
            .formatted(
                seen.acknowledged(),
                seen.refused(),
                seen.read(),
                seen.ready(),
                seen.recovered().map("%.1f"::formatted).orElse("no"),
                acknowledged,
                check.said()));
  }

  private static Seen seen(Site site, Folder folder, StandInProvider provider, Path filler)
      throws GeneralSecurityException, IOException, InterruptedException {
    List<String> settings = List.of("imprimatur.approval.policy=manual");
    try (Server server =
        Server.application(site.app(), folder.path(), provider.issuer(), settings)) {
      server.secondsToFirstPage();
      Poster poster = new Poster(provider.accessToken("ann"));
      int port = server.port();
      int acknowledged = 0;
      int status = poster.status(port, "Post", BODY);
      while (status == 202 && acknowledged < MOST_POSTS) {
        acknowledged++;
        status = poster.status(port, "Post", BODY);
      }
      int read = poster.get(port, "/api/posts");
      int ready = readyWithin(poster, server.operatorsPort(), Duration.ofSeconds(15));
      Files.delete(filler);
      return new Seen(acknowledged, status, read, ready, recovered(poster, port));
    }
  }

  /** What the readiness probe says: 503 as soon as it does, else the last. */
  private static int readyWithin(Poster poster, int port, Duration time)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    int status = poster.get(port, "/q/health/ready");
    while (status != 503 && System.nanoTime() < end) {
      Threads.pause(Duration.ofMillis(500));
      status = poster.get(port, "/q/health/ready");
    }
    return status;
  }

  private static Optional<Double> recovered(Poster poster, int port)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < Duration.ofSeconds(60).toNanos()) {
      if (poster.status(port, "Post", "Body") == 202) {
        return Optional.of((System.nanoTime() - start) / 1e9);
      }
      Threads.pause(Duration.ofMillis(100));
    }
    return Optional.empty();
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
