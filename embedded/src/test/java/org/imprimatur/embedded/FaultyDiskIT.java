package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.Board;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Status;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A board whose disk fails at one place after the other: at each {@value #EVERY_NAME}th write, or
 * at each with {@code -Dfaults.every=1}. Each time another process opens what is left, on a disk
 * that works, and compares it with what people were told.
 */
class FaultyDiskIT {
  private static final String EVERY_NAME = "faults.every";
  private static final int EVERY = Integer.getInteger(EVERY_NAME, 300);
  private static final int AT_LEAST = 3;

  private static final int ACTS = FaultyBoard.POSTS + 1;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: {1}, for good: {2}, a new board: {3}")
  @CsvSource({
    "pwrite64, ENOSPC, true, true",
    "pwrite64, ENOSPC, true, false",
    "pwrite64, ENOSPC, false, false",
    "pwrite64, EIO, true, true",
    "pwrite64, EIO, true, false",
    "pwrite64, EIO, false, false",
    "'fsync,fdatasync', EIO, true, true",
    "'fsync,fdatasync', EIO, true, false",
    "'fsync,fdatasync', EIO, false, false"
  })
  void nobodyIsToldYesOfWhatIsNotThere(String calls, String error, boolean forGood, boolean fresh)
      throws IOException, InterruptedException, SQLException {
    int places = places(calls, fresh);
    int step = Math.max(1, Math.min(EVERY, places / AT_LEAST));
    int tried = 0;
    int told = 0;
    for (int place = 1; place <= places; place += step) {
      String when = place + (forGood ? "+" : "");
      Path data = data("at-" + place, fresh);
      int refused = failing(data, "inject=" + calls + ":error=" + error + ":when=" + when, when);
      assertThat(refused).as("at " + when).isLessThanOrEqualTo(forGood ? ACTS : 1);
      told += refused > 0 ? 1 : 0;
      tried++;
    }
    String how = (forGood ? "from then on" : "once") + (fresh ? ", new board" : ", old board");
    System.out.printf(
        "figure: %s %s %s: at %d of %d places, told at %d%n",
        error, calls, how, tried, places, told);
    assertThat(told).isBetween(forGood ? 1 : 0, tried);
  }

  /** Lives through a fault; how often somebody was told no. */
  private int failing(Path data, String fault, String when)
      throws IOException, InterruptedException, SQLException {
    List<String> said = run(data, fault);
    assertThat(said).as("at " + when).endsWith("end").noneMatch(s -> s.startsWith("violation"));
    reconcile(data, said, when);
    return (int) said.stream().filter(s -> s.matches("(no|unknown|unusable).*")).count();
  }

  /** How many times the thread that asks the disk most often does so; each is counted by itself. */
  private int places(String calls, boolean fresh)
      throws IOException, InterruptedException, SQLException {
    List<String> said = run(data("counted", fresh), "trace=" + calls);
    assertThat(said).hasSize(ACTS + 1).allMatch(s -> s.matches("yes .*|end"));
    Map<String, Integer> ofThread = new HashMap<>();
    for (String line : Files.readAllLines(trace())) {
      if (line.contains("(") && !line.contains("resumed>")) {
        String call = line.split("\\(", 2)[0];
        ofThread.merge(call, 1, Integer::sum);
      }
    }
    return ofThread.values().stream().mapToInt(i -> i).max().orElse(0);
  }

  private static void reconcile(Path data, List<String> said, String when) throws SQLException {
    Clock clock = Clock.systemUTC();
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, new Random(1), o -> {})) {
      assertThat(Reconciliation.flaws(runtime)).as("at " + when).isEmpty();
      Board board = FaultyBoard.board(runtime, clock);
      runtime.attach(board.changes(), board.subscriptions());
      compare(
          board.readPosts().own(FaultyBoard.ANN.id(), PageRequest.first(100)).items(), said, when);
      while (runtime.deliverDue() > 0) {
        board.duePosts().attend(100);
      }
      assertThat(Reconciliation.flaws(runtime)).as("in the end, at " + when).isEmpty();
    }
  }

  private static void compare(List<Post> there, List<String> said, String when) {
    List<String> refused = named(said, "no Post");
    assertThat(there).as("at " + when).allMatch(post -> post.title().equals(post.body()));
    assertThat(there.stream().map(Post::title).toList())
        .as("at " + when)
        .doesNotHaveDuplicates()
        .containsAll(named(said, "yes Post"))
        .noneMatch(refused::contains);
    assertThat(there.stream().filter(post -> post.status() == Status.PUBLISHED).count())
        .as("at " + when)
        .isBetween(said.contains("yes published") ? 1L : 0, said.contains("no published") ? 0L : 1);
  }

  private static List<String> named(List<String> said, String how) {
    return said.stream()
        .filter(s -> s.startsWith(how))
        .map(s -> s.substring(s.indexOf(' ') + 1))
        .collect(Collectors.toList());
  }

  private List<String> run(Path data, String what) throws IOException, InterruptedException {
    Stream<String> strace = Stream.of("strace", "-f", "-qq", "-o", trace().toString());
    Stream<String> only = Stream.of("--seccomp-bpf", "-e", "trace=pwrite64,fsync,fdatasync");
    List<String> under = Stream.of(strace, only, Stream.of("-e", what)).flatMap(s -> s).toList();
    Process process = Jvm.start(under, FaultyBoard.class, data.toString());
    try (BufferedReader lines = process.inputReader()) {
      List<String> said = new ArrayList<>(lines.lines().toList());
      assertThat(process.waitFor()).isZero();
      return said;
    }
  }

  /** A folder with nothing in it, or with a board on which there is nothing yet. */
  private Path data(String name, boolean fresh) throws IOException, SQLException {
    Path data = folder.resolve(name);
    if (!fresh) {
      Store.open(data, 1, Crash.never()).close();
    }
    return data;
  }

  private Path trace() {
    return folder.resolve("trace.txt");
  }
}
