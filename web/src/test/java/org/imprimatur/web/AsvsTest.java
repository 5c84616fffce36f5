package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/asvs.md} names every requirement of its levels once, and only tests that exist. */
class AsvsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| (\\S+) \\| (.*) \\| (.*) \\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  /** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has. */
  private static final Map<String, Integer> REQUIREMENTS =
      Map.ofEntries(
          Map.entry("1", 27),
          Map.entry("2", 11),
          Map.entry("3", 19),
          Map.entry("4", 10),
          Map.entry("5", 9),
          Map.entry("6", 35),
          Map.entry("7", 18),
          Map.entry("8", 7),
          Map.entry("9", 7),
          Map.entry("10", 29),
          Map.entry("11", 14),
          Map.entry("12", 9),
          Map.entry("13", 13),
          Map.entry("14", 9),
          Map.entry("15", 13),
          Map.entry("16", 16),
          Map.entry("17", 7));

  private static List<MatchResult> rows;

  @BeforeAll
  static void read() throws IOException {
    rows = ROW.matcher(Files.readString(ROOT.resolve("docs/asvs.md"))).results().toList();
  }

  @Test
  void everyRequirementIsThereOnce() {
    assertThat(rows).extracting(row -> row.group(1)).doesNotHaveDuplicates();
    Map<String, Integer> counted =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.group(1).substring(0, row.group(1).indexOf('.')),
                    Collectors.summingInt(row -> 1)));
    assertThat(counted).isEqualTo(REQUIREMENTS);
  }

  @Test
  void everyRowHasAStatusAndSaysWhy() {
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.group(3)).isIn("met", "provider", "operator", "part", "no", "n/a");
              assertThat(row.group(4)).isNotBlank();
            });
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> sources = testSources();
    List<String> missing =
        rows.stream()
            .flatMap(row -> TEST.matcher(row.group(5)).results())
            .filter(test -> !has(sources.getOrDefault(test.group(1), ""), test.group(2)))
            .map(MatchResult::group)
            .toList();
    assertThat(missing).isEmpty();
    assertThat(rows.stream().filter(row -> TEST.matcher(row.group(5)).find()))
        .hasSizeGreaterThan(100);
  }

  private static boolean has(String source, String method) {
    return Pattern.compile("\\b" + method + "\\(").matcher(source).find();
  }

  /** The text of test classes by their simple names; classes of one name are one text. */
  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(AsvsTest::files)
          .filter(file -> file.toString().matches(".*(Test|IT|Contract)\\.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  AsvsTest::text,
                  String::concat));
    }
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
