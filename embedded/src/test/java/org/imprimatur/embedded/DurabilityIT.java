package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches, from outside, in what order the process asks the operating system for what. */
class DurabilityIT {
  private static final int POSTS = 100;
  private static final Pattern CALL =
      Pattern.compile(
          "(?<pid>\\d+) +(?:<\\.\\.\\. (?<resumed>\\w+) resumed>|(?<name>\\w+)\\((?<rest>.*))(?<end>.*)");

  @TempDir private Path folder;

  @BeforeAll
  static void straceIsThere() throws IOException, InterruptedException {
    boolean found =
        new ProcessBuilder("sh", "-c", "command -v strace >/dev/null").start().waitFor() == 0;
    assertThat(found)
        .as(
            "This test needs strace. Install it (apt-get install strace), or run ./imprimatur test.")
        .isTrue();
  }

  @Test
  void theDiskHasAPostBeforeItsAuthorHearsSo() throws IOException, InterruptedException {
    List<String> said = run(POSTS, "trace=pwrite64,fdatasync,fsync,write");

    assertThat(said).hasSize(POSTS + 1).endsWith("end").contains("ack 1", "ack " + POSTS);
    Order order = new Order();
    Files.readAllLines(trace()).forEach(order::line);
    assertThat(order.acknowledged).isEqualTo(POSTS);
    assertThat(order.tooEarly).isEmpty();
  }

  @Test
  void diskThatDoesNotConfirmIsNotTakenForOneThatDid()
      throws IOException, InterruptedException, SQLException {
    Store.open(data(), 1, Crash.never()).close(); // The disk is to fail the posts, not the forming.
    List<String> said = run(10, "inject=fdatasync,fsync:error=EIO:when=8+");

    long acknowledged = said.stream().filter(line -> line.startsWith("ack")).count();
    assertThat(said).endsWith("end").contains("unknown").doesNotContain("ack 10");
    assertThat(said.subList(0, (int) acknowledged)).allMatch(line -> line.startsWith("ack"));
  }

  private List<String> run(int posts, String what) throws IOException, InterruptedException {
    List<String> strace =
        List.of("strace", "-f", "-qq", "-y", "-s", "16", "-o", trace().toString(), "-e", what);
    Process process = Jvm.start(strace, OneByOne.class, data().toString(), Integer.toString(posts));
    try (BufferedReader lines = process.inputReader()) {
      List<String> said = lines.lines().toList();
      assertThat(process.waitFor()).isZero();
      return said;
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path trace() {
    return folder.resolve("trace.txt");
  }

  /** What a trace tells about writes to the log, the waits for it, and acknowledgements. */
  private static final class Order {
    private final Set<String> syncing = new HashSet<>();
    private boolean written;
    private boolean synced;
    int acknowledged;
    final List<String> tooEarly = new ArrayList<>();

    void line(String line) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        return;
      }
      if (call.group("name") != null) {
        begun(call.group("pid"), call.group("name"), call.group("rest"));
      } else if (call.group("resumed").endsWith("sync") && syncing.remove(call.group("pid"))) {
        returned(line);
      }
    }

    private void begun(String pid, String name, String rest) {
      boolean log = rest.contains("imprimatur.db-wal>");
      if (log && name.equals("pwrite64")) {
        written = true;
        synced = false;
      } else if (log && name.endsWith("sync") && rest.contains("unfinished")) {
        syncing.add(pid);
      } else if (log && name.endsWith("sync")) {
        returned(rest);
      } else if (name.equals("write") && rest.contains("\"ack ")) {
        acknowledge(rest);
      }
    }

    private void returned(String end) {
      synced = end.contains("= 0");
    }

    private void acknowledge(String what) {
      acknowledged++;
      if (!written || !synced) {
        tooEarly.add(what);
      }
      written = false;
      synced = false;
    }
  }
}
