package org.imprimatur.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes for tests that need one they can kill. */
final class Jvm {
  private Jvm() {}

  /** Starts a class of the tests by its main method; its errors go to those of the test. */
  static Process start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** As {@link #start(Class, String...)}, under another command. */
  static Process start(List<String> under, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dorg.sqlite.tmpdir=" + Path.of("target").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
