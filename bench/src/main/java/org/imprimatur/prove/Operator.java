package org.imprimatur.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operator's commands, each in a process of its own. */
final class Operator {
  private Operator() {}

  /**
   * What a command came to.
   *
   * @param code its exit code
   * @param said its output, the last line alone
   * @param seconds how long it took
   */
  record Outcome(int code, String said, double seconds) {
    boolean done() {
      return code == 0;
    }
  }

  /** Runs a command class of the embedded runtime on a data folder. */
  static Outcome run(String name, Path data, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.imprimatur.embedded." + name, "--data", data.toString()));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    String[] lines = said.strip().split("\n");
    return new Outcome(code, lines[lines.length - 1], (System.nanoTime() - start) / 1e9);
  }

  /** Looks for inconsistencies. */
  static Outcome check(Path data) throws IOException, InterruptedException {
    return run("CheckCommand", data, "check");
  }
}
