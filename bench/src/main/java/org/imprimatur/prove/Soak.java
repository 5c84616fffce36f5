package org.imprimatur.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imprimatur.bench.Folder;
import org.imprimatur.bench.Server;
import org.imprimatur.bench.StandInProvider;
import org.imprimatur.bench.Threads;

/** The application under mixed load for long: does anything grow? */
final class Soak implements Check {
  private static final double MOST_PERCENT_AN_HOUR = 1;
  private static final double MOST_PERCENT_IN_A_THIRD = 10;
  private static final int BUSY = 64;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

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
    return "0 refused; of heap after collection, resident memory, open files, threads and the database, in an hour by"
        + " slopes over all but the first third: at most 1 % an hour more; in 3 minutes, where a slope tells of warming"
        + " up: at most a tenth more in the last third than in the one before";
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
        Duration often = Duration.ofSeconds(site.pick(60, 300));
        threads.begin(() -> disturb(server.port(), folder.path(), often, end));
        List<double[]> samples = samples(server.process(), folder.path(), minutes);
        end.set(true);
        threads.finish();
        return finding(samples, site.thorough(), answers.sum(), failures.sum());
      }
    }
  }

  /** Goes away within a request, and keeps the disk busy, again and again. */
  private static boolean disturb(int port, Path folder, Duration often, AtomicBoolean end)
      throws IOException {
    long next = System.nanoTime() + often.toNanos() / 2;
    while (!end.get()) {
      if (System.nanoTime() > next) {
        next += often.toNanos();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          String half = "POST /api/posts HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{";
          socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
        }
        Path busy = folder.resolve("busy");
        try (FileChannel file =
            FileChannel.open(busy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          for (int i = 0; i < BUSY; i++) {
            file.write(ByteBuffer.allocate(1 << 20));
            file.force(true);
          }
        }
        Files.delete(busy);
      }
      Threads.pause(Duration.ofMillis(100));
    }
    return true;
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

  /**
   * Heap, resident memory and the database with its log in kilobytes, open files, threads; every
   * ten seconds.
   */
  private static List<double[]> samples(ProcessHandle process, Path folder, int minutes)
      throws IOException, InterruptedException {
    List<double[]> samples = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    while (System.nanoTime() < end) {
      jcmd(process, "GC.run");
      Path proc = Path.of("/proc/" + process.pid());
      String status = Files.readString(proc.resolve("status"));
      try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
        samples.add(
            new double[] {
              heap(jcmd(process, "GC.heap_info")),
              number(status, "VmRSS:\\s+(\\d+)"),
              files.count(),
              number(status, "Threads:\\s+(\\d+)"),
              kilobytes(folder.resolve("data"))
            });
      }
      Threads.pause(Duration.ofSeconds(10));
    }
    return samples;
  }

  private static double kilobytes(Path data) throws IOException {
    double bytes = 0;
    for (String name : List.of("imprimatur.db", "imprimatur.db-wal")) {
      Path file = data.resolve(name);
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes / 1_024;
  }

  private static Finding finding(
      List<double[]> samples, boolean bySlopes, long answers, long failures) {
    String[] names = {"heap", "resident", "files", "threads", "database"};
    List<String> told = new ArrayList<>();
    boolean met = failures == 0;
    for (int i = 0; i < names.length; i++) {
      int column = i;
      double[] values = samples.stream().mapToDouble(sample -> sample[column]).toArray();
      int third = values.length / 3;
      double[] later = Arrays.copyOfRange(values, third, values.length);
      double percent =
          bySlopes
              ? percentAnHour(later)
              : 100 * (most(values, 2 * third) / most(later, 0, third) - 1);
      met &= percent <= (bySlopes ? MOST_PERCENT_AN_HOUR : MOST_PERCENT_IN_A_THIRD);
      told.add(
          "%s %+.1f %%%s (last %,.0f)"
              .formatted(names[i], percent, bySlopes ? "/h" : "", values[values.length - 1]));
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

  private static double most(double[] values, int from) {
    return most(values, from, values.length);
  }

  private static double most(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).max().orElse(Double.NaN);
  }

  /** The slope of the line through evenly spaced values, by least squares, of their mean. */
  private static double percentAnHour(double[] values) {
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

  private static double heap(String info) {
    Matcher used = USED.matcher(info);
    return used.find() ? Double.parseDouble(used.group(1)) : Double.NaN;
  }

  private static double number(String text, String pattern) {
    Matcher number = Pattern.compile(pattern).matcher(text);
    return number.find() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }

  private static String jcmd(ProcessHandle process, String command)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }
}
