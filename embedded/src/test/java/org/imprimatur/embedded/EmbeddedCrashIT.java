package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A board under load is killed and started again, over and over: {@code -Dcrash.kills=500} kills
 * more often, {@code -Dcrash.millis=2000} later, {@code -Dcrash.repeats=20} more often at each
 * named point, {@code -Dcrash.seed=…} at the moments of an earlier run.
 */
class EmbeddedCrashIT {
  private static final int KILLS = Integer.getInteger("crash.kills", 20);
  private static final int LONGEST_MILLIS = Integer.getInteger("crash.millis", 1_000);
  private static final int REPEATS = Integer.getInteger("crash.repeats", 1);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final String LONG_LIFE = "7200";
  private static final String SHORT_LIFE = "2";

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> violations = ConcurrentHashMap.newKeySet();
  @TempDir private Path data;

  @Test
  void killsAtRandomMomentsLoseNothingAndDoubleNothing()
      throws IOException, InterruptedException, SQLException {
    System.out.println("-Dcrash.kills=" + KILLS + " -Dcrash.seed=" + SEED);
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      Running board = new Running(kill % 2 == 0 ? LONG_LIFE : SHORT_LIFE, "-");
      if (random.nextInt(4) > 0) {
        board.ready.await(30, TimeUnit.SECONDS);
      }
      board.killAfter(20 + random.nextInt(LONGEST_MILLIS));
    }

    int posts = new Reconciliation(data, acknowledged).check();

    System.out.println(
        "figure: %d kills, %,d acknowledged, %,d there, seed %d"
            .formatted(KILLS, acknowledged.size(), posts, SEED));
    assertThat(violations).isEmpty();
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void crashAtEachPointLosesNothingAndDoublesNothing(CrashPoint point)
      throws IOException, InterruptedException, SQLException {
    for (int i = 0; i < REPEATS; i++) {
      Running before = new Running(SHORT_LIFE, "-");
      before.ready.await(30, TimeUnit.SECONDS);
      before.killAfter(2_500);
      Running crashing = new Running(SHORT_LIFE, point.text());

      assertThat(crashing.exit()).isEqualTo(Crash.KILLED);
    }

    int posts = new Reconciliation(data, acknowledged).check();

    System.out.println(
        "figure: %s x %d, %,d acknowledged, %,d there"
            .formatted(point.text(), REPEATS, acknowledged.size(), posts));
    assertThat(acknowledged).isNotEmpty();
    assertThat(violations).isEmpty();
  }

  /** A process at work, and what it says. */
  private final class Running {
    final CountDownLatch ready = new CountDownLatch(1);
    private final Process process;
    private final Thread listener = new Thread(this::listen);

    Running(String lifetime, String crashAt) throws IOException {
      process = Jvm.start(CrashingBoard.class, data.toString(), lifetime, crashAt);
      listener.start();
    }

    void killAfter(int millis) throws InterruptedException {
      assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
      // Not by the process itself, which would close the pipe with what was said last.
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      exit();
    }

    int exit() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      listener.join();
      return process.exitValue();
    }

    private void listen() {
      try (BufferedReader lines = process.inputReader()) {
        lines.lines().forEach(this::heard);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A line that the kill cut short was not an acknowledgement. */
    private void heard(String line) {
      if (line.equals("ready")) {
        ready.countDown();
      } else if (line.matches("ack [0-9a-f]{32}")) {
        acknowledged.add(line.substring(4));
      } else if (line.startsWith("violation")) {
        violations.add(line);
      }
    }
  }
}
