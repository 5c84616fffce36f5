package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.imprimatur.contract.Rivals;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs of acts on the same posts by two processes, four threads each, at the same moments: {@code
 * -Drivals.pairs=10000} lets more of them meet, {@code -Drivals.seed=…} the same ones again.
 */
class RivalProcessesIT {
  private static final int PAIRS = Integer.getInteger("rivals.pairs", 600);
  private static final long SEED = Long.getLong("rivals.seed", System.nanoTime());

  @TempDir private Path data;

  @Test
  void anyTwoActsOfTwoProcessesEndAsOneAfterTheOther()
      throws IOException, InterruptedException, SQLException {
    System.out.println("-Drivals.pairs=" + PAIRS + " -Drivals.seed=" + SEED);
    List<Rivals> pairs = Rivals.pairs(SEED, PAIRS);
    try (EmbeddedRuntime before = open()) {
      pairs.forEach(rivals -> before.ports().posts().add(rivals.post()));
    }
    Process one = process(0);
    Process other = process(1);
    Map<Integer, String> ofOther = new HashMap<>();
    Thread listening = new Thread(() -> ofOther.putAll(answers(other)));
    listening.start();
    Map<Integer, String> ofOne = answers(one);
    listening.join();
    assertThat(one.waitFor() + other.waitFor()).isZero();

    try (EmbeddedRuntime after = open()) {
      Posts posts = after.ports().posts();
      Map<PostId, List<Change.Kind>> changes = changes(after);
      Map<String, Integer> firsts = new TreeMap<>();
      for (Rivals rivals : pairs) {
        Post post = rivals.post();
        Optional<Post> stands = posts.find(post.id(), post.submittedAt());
        Rivals.Ending ending =
            new Rivals.Ending(
                ofOne.get(rivals.number()),
                ofOther.get(rivals.number()),
                stands,
                changes.get(post.id()));
        List<Rivals.Ending> endings = rivals.endings();
        assertThat(endings).as(rivals.toString()).contains(ending);
        String first =
            endings.size() == 1 ? "either" : endings.indexOf(ending) == 0 ? "one" : "other";
        firsts.merge(first, 1, Integer::sum);
      }
      System.out.println(
          "figure: %,d pairs, all as one after the other; first was %s; seed %d"
              .formatted(PAIRS, firsts, SEED));
      assertThat(firsts).containsKeys("one", "other");
      assertThat(Reconciliation.flaws(after)).isEmpty();
    }
  }

  private Process process(int self) throws IOException {
    return Jvm.start(
        RivalProcess.class,
        data.toString(),
        Long.toString(SEED),
        Integer.toString(PAIRS),
        Integer.toString(self));
  }

  private static Map<Integer, String> answers(Process process) {
    Map<Integer, String> answers = new HashMap<>();
    try (BufferedReader lines = process.inputReader()) {
      lines
          .lines()
          .takeWhile(line -> !line.equals("end"))
          .map(line -> line.split(" ", 2))
          .forEach(parts -> answers.put(Integer.parseInt(parts[0]), parts[1]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return answers;
  }

  private static Map<PostId, List<Change.Kind>> changes(EmbeddedRuntime runtime) {
    Map<PostId, List<Change.Kind>> changes = new HashMap<>();
    String all = "SELECT " + PostRow.COLUMNS + ", kind, at FROM changes";
    for (Change change : runtime.store().readers().read(sql -> sql.list(all, Deliveries::change))) {
      changes.computeIfAbsent(change.post().id(), id -> new ArrayList<>()).add(change.kind());
    }
    return changes;
  }

  private EmbeddedRuntime open() {
    return EmbeddedRuntime.open(
        EmbeddedSettings.in(data), new TestClock(), new Random(1), occurrence -> {});
  }
}
