package org.imprimatur.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;

/** The application under mixed load for long: does anything grow? */
final class Soak implements Check {
  private static final double MOST_PERCENT_AN_HOUR = 1;
  private static final double MOST_PERCENT_IN_A_THIRD = 10;
  private static final double MOST_RESIDENT = 512 * 1_024;

  @Override
  public String id() {
    return "H4";
  }

  @Override
  public String tries() {
    return "mixed load on the application for 60 minutes (3 without `--long`): 4 who read, 1 who submits, posts that stay"
        + " for a minute; a client that goes away within its request, and a disk that is kept busy, each 5 minutes"
        + " (each minute)";
  }

  @Override
  public String target() {
    return "0 refused; heap after collection, resident memory, open files, threads, and rows of posts and of what is on its"
        + " way: in an hour, by slopes over all but the first third, at most 1 % an hour more; in 3 minutes, where a"
        + " slope tells of warming up, at most a tenth more in the last third than in the one before, 512 MB resident,"
        + " and twice the rows";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    int minutes = site.pick(3, 60);
    try (StandInProvider provider = StandInProvider.start();
        Folder folder = Folder.in(site.data());
        Server server =
            Server.application(
                site.app(),
                folder.path(),
                provider.issuer(),
                List.of("imprimatur.approval.delay=1s", "imprimatur.posts.lifetime=60s"))) {
      server.secondsToFirstPage();
      AtomicBoolean end = new AtomicBoolean();
      LongAdder answers = new LongAdder();
      LongAdder failures = new LongAdder();
      try (Threads threads = new Threads(6)) {
        for (int i = 0; i < 5; i++) {
          Poster poster = new Poster(provider.accessToken("author-" + i));
          boolean writes = i == 0;
          threads.begin(() -> use(poster, server.port(), writes, end, answers, failures));
        }
        Disturbance disturbance =
            new Disturbance(server.port(), folder.path(), Duration.ofSeconds(site.pick(60, 300)));
        threads.begin(() -> disturbance.until(end));
        List<double[]> samples = samples(server.process(), folder.path().resolve("data"), minutes);
        end.set(true);
        threads.finish();
        return finding(samples, site.thorough(), answers.sum(), failures.sum());
      }
    }
  }

  private static boolean use(
      Poster poster,
      int port,
      boolean writes,
      AtomicBoolean end,
      LongAdder answers,
      LongAdder failures)
      throws IOException, InterruptedException {
    while (!end.get()) {
      int status = writes ? poster.status(port, "A title", "A body") : poster.get(port, "/");
      answers.increment();
      if (status >= 400) {
        failures.increment();
      }
      Threads.pause(Duration.ofMillis(20));
    }
    return true;
  }

  /** Every ten seconds. */
  private static List<double[]> samples(ProcessHandle process, Path data, int minutes)
      throws IOException, InterruptedException {
    List<double[]> samples = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    while (System.nanoTime() < end) {
      samples.add(Vitals.of(process, data));
      Threads.pause(Duration.ofSeconds(10));
    }
    return samples;
  }

  private static Finding finding(
      List<double[]> samples, boolean bySlopes, long answers, long failures) {
    List<String> told = new ArrayList<>();
    boolean met = failures == 0;
    for (int i = 0; i < Vitals.NAMES.size(); i++) {
      int column = i;
      String name = Vitals.NAMES.get(i);
      double[] values = samples.stream().mapToDouble(sample -> sample[column]).toArray();
      double percent = bySlopes ? percentAnHour(values) : percentInAThird(values);
      met &= bySlopes ? percent <= MOST_PERCENT_AN_HOUR : wellForNow(name, values, percent);
      told.add(
          "%s %+.1f %%%s (last %,.0f)"
              .formatted(name, percent, bySlopes ? "/h" : "", values[values.length - 1]));
    }
    return Finding.of(
        met,
        String.format(
            Locale.ROOT,
            "%d samples, %,d answers, %d refused; %s: %s",
            samples.size(),
            answers,
            failures,
            bySlopes ? "slopes" : "last third against the one before",
            String.join(", ", told)));
  }

  /**
   * In a few minutes resident memory only grows to what the heap may have, and rows are as many as
   * are written in the minute that they stay.
   */
  private static boolean wellForNow(String name, double[] values, double percent) {
    return switch (name) {
      case Vitals.RESIDENT -> most(values, 0, values.length) <= MOST_RESIDENT;
      case Vitals.ROWS -> percent <= 100;
      default -> percent <= MOST_PERCENT_IN_A_THIRD;
    };
  }

  private static double percentInAThird(double[] values) {
    int third = values.length / 3;
    double last = most(values, values.length - third, values.length);
    return 100 * (last / most(values, third, values.length - third) - 1);
  }

  private static double most(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).max().orElse(Double.NaN);
  }

  /**
   * The slope of the line through evenly spaced values but the first third, by least squares, of
   * their mean.
   */
  private static double percentAnHour(double[] all) {
    double[] values = Arrays.copyOfRange(all, all.length / 3, all.length);
    double n = values.length;
    double middle = (n - 1) / 2;
    double mean = Arrays.stream(values).average().orElse(1);
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.length; i++) {
      above += (i - middle) * (values[i] - mean);
      below += (i - middle) * (i - middle);
    }
    double perSample = above / Math.max(below, 1);
    double perHour = perSample * Duration.ofHours(1).toSeconds() / 10;
    return 100 * perHour / mean;
  }
}
