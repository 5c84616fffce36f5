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
 * A board whose disk fails at one place after the other, at two of them or at as many as {@code
 * -Dfaults.places=…} says. Each time another process opens what is left, on a disk that works, and
 * compares it with what people were told.
 */
class FaultyDiskIT {
  private static final int PLACES = Integer.getInteger("faults.places", 2);
  private static final int ACTS = FaultyBoard.POSTS + 1;

  @TempDir private Path folder;

  /** How a disk fails, and what becomes of the board. */
  private enum How {
    /** The disk fails once. */
    ONCE,
    /** It fails from then on. */
    FOR_GOOD,
    /** It fails from then on, and the process is killed as soon as somebody was told. */
    KILLED;

    String when(int place) {
      return place + (this == ONCE ? "" : "+");
    }
  }

  @ParameterizedTest(name = "{0}: {1}, {2}, a new board: {3}")
  @CsvSource({
    "pwrite64, ENOSPC, FOR_GOOD, true",
    "pwrite64, ENOSPC, FOR_GOOD, false",
    "pwrite64, ENOSPC, ONCE, false",
    "pwrite64, ENOSPC, KILLED, false",
    "pwrite64, EIO, FOR_GOOD, true",
    "pwrite64, EIO, FOR_GOOD, false",
    "pwrite64, EIO, ONCE, false",
    "pwrite64, EIO, KILLED, false",
    "'fsync,fdatasync', EIO, FOR_GOOD, true",
    "'fsync,fdatasync', EIO, FOR_GOOD, false",
    "'fsync,fdatasync', EIO, ONCE, false",
    "'fsync,fdatasync', EIO, KILLED, false"
  })
  void nobodyIsToldYesOfWhatIsNotThere(String calls, String error, How how, boolean fresh)
      throws IOException, InterruptedException, SQLException {
    int places = places(calls, fresh);
    int tried = Math.min(places, PLACES);
    int told = 0;
    for (int i = 0; i < tried; i++) {
      int place = 1 + i * places / tried;
      String fault = "inject=" + calls + ":error=" + error + ":when=" + how.when(place);
      int refused = failing(data("at-" + place, fresh), fault, how);
      assertThat(refused).as(fault).isLessThanOrEqualTo(how == How.FOR_GOOD ? ACTS : 1);
      told += refused > 0 ? 1 : 0;
    }
    System.out.printf(
        "figure: %s %s %s%s: at %d of %d places, told at %d%n",
        error, calls, how, fresh ? ", new board" : "", tried, places, told);
    assertThat(told).isBetween(how == How.ONCE ? 0 : 1, tried);
  }

  /** Lives through a fault; how often somebody was told no. */
  private int failing(Path data, String fault, How how)
      throws IOException, InterruptedException, SQLException {
    List<String> said = run(data, fault, how == How.KILLED ? FaultyBoard.KILLED : "-");
    assertThat(said).as(fault).endsWith("end").noneMatch(s -> s.startsWith("violation"));
    reconcile(data, said, fault);
    return (int) said.stream().filter(s -> s.matches("(no|unknown|unusable).*")).count();
  }

  /** How many times the thread that asks the disk most often does so; each is counted by itself. */
  private int places(String calls, boolean fresh)
      throws IOException, InterruptedException, SQLException {
    List<String> said = run(data("counted", fresh), "trace=" + calls, "-");
    assertThat(said).hasSize(ACTS + 1).allMatch(s -> s.matches("yes .*|end"));
    Map<String, Integer> ofThread = new HashMap<>();
    for (String line : Files.readAllLines(trace())) {
      if (line.contains("(") && !line.contains("resumed>")) {
        ofThread.merge(line.split("\\(", 2)[0], 1, Integer::sum);
      }
    }
    return ofThread.values().stream().mapToInt(i -> i).max().orElse(0);
  }

  private static void reconcile(Path data, List<String> said, String fault) throws SQLException {
    Clock clock = Clock.systemUTC();
    try (EmbeddedRuntime runtime =
        EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, new Random(1), o -> {})) {
      assertThat(Reconciliation.flaws(runtime)).as(fault).isEmpty();
      Board board = FaultyBoard.board(runtime, clock);
      runtime.attach(board.changes(), board.subscriptions());
      compare(
          board.readPosts().own(FaultyBoard.ANN.id(), PageRequest.first(100)).items(), said, fault);
      while (runtime.deliverDue() > 0) {
        board.duePosts().attend(100);
      }
      assertThat(Reconciliation.flaws(runtime)).as("in the end, " + fault).isEmpty();
    }
  }

  private static void compare(List<Post> there, List<String> said, String fault) {
    List<String> refused = named(said, "no Post");
    assertThat(there).as(fault).allMatch(post -> post.title().equals(post.body()));
    assertThat(there.stream().map(Post::title).toList())
        .as(fault)
        .doesNotHaveDuplicates()
        .containsAll(named(said, "yes Post"))
        .noneMatch(refused::contains);
    assertThat(there.stream().filter(post -> post.status() == Status.PUBLISHED).count())
        .as(fault)
        .isBetween(said.contains("yes published") ? 1L : 0, said.contains("no published") ? 0L : 1);
  }

  private static List<String> named(List<String> said, String how) {
    return said.stream()
        .filter(s -> s.startsWith(how))
        .map(s -> s.substring(s.indexOf(' ') + 1))
        .collect(Collectors.toList());
  }

  private List<String> run(Path data, String what, String end)
      throws IOException, InterruptedException {
    Stream<String> strace = Stream.of("strace", "-f", "-qq", "-o", trace().toString());
    Stream<String> only = Stream.of("--seccomp-bpf", "-e", "trace=pwrite64,fsync,fdatasync");
    List<String> under = Stream.of(strace, only, Stream.of("-e", what)).flatMap(s -> s).toList();
    Process process = Jvm.start(under, FaultyBoard.class, data.toString(), end);
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
