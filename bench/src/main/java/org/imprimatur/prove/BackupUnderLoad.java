package org.imprimatur.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Samples;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;

/** A backup of the application while people write, and what becomes of it. */
final class BackupUnderLoad implements Check {
  private static final int WRITERS = 8;
  private static final double TIMES = 3;
  private static final int RESTORE_SECONDS = 120;
  private static final Duration PACE = Duration.ofMillis(50);

  @Override
  public String id() {
    return "E7";
  }

  @Override
  public String tries() {
    return "a backup of the running application while 8 writers go on, restored elsewhere (100,000"
        + " posts with `--long`, else 20,000)";
  }

  @Override
  public String target() {
    return "writers' p99 at most 3 times what it is without; the restored board is whole and"
        + " consistent; restored within 2 minutes";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data())) {
      Path data = folder.path().resolve("data");
      FilledBoard.in(data, site.pick(20_000, 100_000));
      try (Server server =
          Server.application(
              site.app(),
              folder.path(),
              provider.issuer(),
              List.of("imprimatur.approval.policy=manual"))) {
        server.secondsToFirstPage();
        server.settle();
        Path file = folder.path().resolve("board.backup");
        AtomicBoolean backing = new AtomicBoolean();
        Waits waits = new Waits(server, provider.accessToken("ann"));
        try (Threads threads = new Threads(WRITERS + 1)) {
          threads.begin(() -> waits.write(WRITERS, backing, Duration.ofSeconds(10)));
          threads.finish();
          waits.quiet.clear();
          AtomicBoolean end = new AtomicBoolean();
          List<Operator.Outcome> made = new ArrayList<>();
          threads.begin(() -> waits.writeUntil(WRITERS, backing, end));
          Threads.pause(Duration.ofSeconds(10));
          backing.set(true);
          made.add(Operator.run("BackupCommand", data, "backup", file.toString()));
          backing.set(false);
          end.set(true);
          threads.finish();
          return finding(folder, file, waits, made.get(0));
        }
      }
    }
  }

  private static Finding finding(Folder folder, Path file, Waits waits, Operator.Outcome made)
      throws GeneralSecurityException, IOException, InterruptedException {
    Path restored = folder.path().resolve("restored");
    Operator.Outcome back = Operator.run("BackupCommand", restored, "restore", file.toString());
    Operator.Outcome check = Operator.check(restored);
    double quiet = Samples.of(waits.quiet).percentile(99);
    double busy = Samples.of(waits.busy).percentile(99);
    boolean met =
        made.done()
            && back.done()
            && check.done()
            && busy <= TIMES * quiet
            && back.seconds() <= RESTORE_SECONDS;
    return Finding.of(
        met,
        "p99 %.0f ms without, %.0f ms during the backup (%.1f times); %,d MB backed up in %.1f s, restored in %.1f s; check: %s"
            .formatted(
                quiet,
                busy,
                busy / quiet,
                Files.size(file) / 1_000_000,
                made.seconds(),
                back.seconds(),
                check.said()));
  }

  /** How long writers waited for their answers, in milliseconds. */
  private static final class Waits {
    final Collection<Double> quiet = new ConcurrentLinkedQueue<>();
    final Collection<Double> busy = new ConcurrentLinkedQueue<>();
    private final Server server;
    private final String token;

    Waits(Server server, String token) {
      this.server = server;
      this.token = token;
    }

    boolean write(int writers, AtomicBoolean backing, Duration time) {
      AtomicBoolean end = new AtomicBoolean();
      try (Threads threads = new Threads(1)) {
        threads.begin(() -> writeUntil(writers, backing, end));
        Threads.pause(time);
        end.set(true);
        threads.finish();
      }
      return true;
    }

    boolean writeUntil(int writers, AtomicBoolean backing, AtomicBoolean end) {
      try (Threads threads = new Threads(writers)) {
        for (int i = 0; i < writers; i++) {
          Poster poster = new Poster(token);
          threads.begin(() -> write(poster, backing, end));
        }
        threads.finish();
      }
      return true;
    }

    private boolean write(Poster poster, AtomicBoolean backing, AtomicBoolean end)
        throws GeneralSecurityException, IOException, InterruptedException {
      while (!end.get()) {
        Collection<Double> waits = backing.get() ? busy : quiet;
        long start = System.nanoTime();
        int status = poster.status(server.port(), "A title", "A body");
        if (status != 202) {
          throw new IllegalStateException("a submission was answered with status " + status);
        }
        waits.add((System.nanoTime() - start) / 1e6);
        Threads.pause(PACE);
      }
      return true;
    }
  }
}
