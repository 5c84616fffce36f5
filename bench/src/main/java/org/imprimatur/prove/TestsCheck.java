package org.imprimatur.prove;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A check that the tests make already, here with other numbers and a figure: what they print in
 * lines that begin with {@value #FIGURE}.
 *
 * @param id its name
 * @param tries what it tries
 * @param target what has to come out
 * @param module whose tests
 * @param brief properties for a first look
 * @param full properties for the full figures
 * @param tests which, as {@link RunTests} wants them
 */
record TestsCheck(
    String id,
    String tries,
    String target,
    String module,
    List<String> brief,
    List<String> full,
    List<String> tests)
    implements Check {
  private static final String FIGURE = "figure: ";

  @Override
  public Finding run(Site site) throws IOException, InterruptedException {
    Path folder = site.root().resolve(module);
    String first = tests.get(0).replaceAll("[#$].*", "");
    Path log = Files.createDirectories(site.data()).resolve(id + "-" + first + ".log");
    Files.deleteIfExists(log);
    Process process =
        new ProcessBuilder(command(site, folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> figures = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (line.startsWith(FIGURE) || line.startsWith(RunTests.COUNT)) {
          figures.add(line.replaceFirst(FIGURE, ""));
        }
      }
    }
    String seen = figures.stream().collect(Collectors.joining("; "));
    return Finding.of(process.waitFor() == 0, seen.isEmpty() ? "no test ran; see " + log : seen);
  }

  private List<String> command(Site site, Path folder) throws IOException {
    String bench = Files.readString(site.root().resolve("bench/target/classpath")).strip();
    String classes =
        String.join(
            ":",
            folder.resolve("target/test-classes").toString(),
            folder.resolve("target/classes").toString(),
            Files.readString(folder.resolve("target/test-classpath")).strip(),
            site.root().resolve("bench/target/classes").toString(),
            bench);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    (site.thorough() ? full : brief).forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-cp", classes, RunTests.class.getName()));
    tests.forEach(test -> command.add("org.imprimatur." + test));
    return command;
  }
}
