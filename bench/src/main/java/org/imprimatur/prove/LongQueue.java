package org.imprimatur.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Threads;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;

/** A subscriber that fails while a million events queue up for it. */
final class LongQueue implements Check {
  private static final int MOST_MEGABYTES = 50;
  private static final int PUBLISHERS = 16;

  @Override
  public String id() {
    return "E11";
  }

  @Override
  public String tries() {
    return "1,000,000 events (100,000 without `--long`) queue up for a subscriber that takes none, in"
        + " a process of its own with a heap of 128 MB";
  }

  @Override
  public String target() {
    return "the process grows by at most 50 MB from the first tenth to the last; all wait on the disk";
  }

  @Override
  public Finding run(Site site) throws GeneralSecurityException, IOException, InterruptedException {
    int events = site.pick(100_000, 1_000_000);
    try (Folder folder = Folder.in(site.data())) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LongQueue.class.getName(),
                  folder.path().toString(),
                  Integer.toString(events))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        return Finding.of(false, "the process ended with " + process.exitValue());
      }
      String[] figures = said.strip().split(" ");
      long grown = Long.parseLong(figures[1]) - Long.parseLong(figures[0]);
      return Finding.of(
          grown <= MOST_MEGABYTES,
          "%,d queued; resident %s MB at a tenth, %s MB at the end: %+d MB; the oldest has waited for %s s"
              .formatted(events, figures[0], figures[1], grown, figures[2]));
    }
  }

  /** Data folder and number of events; prints resident megabytes twice, then the lag in seconds. */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    int events = Integer.parseInt(arguments[1]);
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(
            EmbeddedSettings.in(data), Clock.systemUTC(), new SecureRandom(), occurrence -> {})) {
      Subscription failing =
          new Subscription(
              "away",
              "{\"source\":[\"imprimatur\"]}",
              Duration.ofSeconds(1),
              event -> {
                throw new IllegalStateException("away");
              });
      runtime.attach(change -> {}, List.of(failing));
      publish(runtime, 0, events / 10);
      long before = residentMegabytes();
      publish(runtime, events / 10, events);
      System.out.println(
          before + " " + residentMegabytes() + " " + runtime.health().lag().toSeconds());
    }
  }

  private static void publish(EmbeddedRuntime runtime, int from, int to) {
    Clock clock = Clock.systemUTC();
    try (Threads threads = new Threads(PUBLISHERS)) {
      for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
        int first = from + publisher;
        threads.begin(
            () -> {
              for (int i = first; i < to; i += PUBLISHERS) {
                runtime
                    .ports()
                    .bus()
                    .publish(new Event("event-" + i, Event.SOURCE, "Note", clock.instant(), "{}"));
              }
              return true;
            });
      }
      threads.finish();
    }
  }

  private static long residentMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(resident.replaceAll("[^0-9]", "")) / 1_024;
    }
  }
}
