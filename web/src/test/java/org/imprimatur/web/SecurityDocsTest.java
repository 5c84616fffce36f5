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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/asvs.md} names every requirement of its levels once; it and {@code
 * docs/threat-model.md} name only tests that exist.
 */
class SecurityDocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| (\\S+) \\| (.*) \\| (.*) \\|$");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");

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

  @ParameterizedTest
  @ValueSource(strings = {"docs/asvs.md", "docs/threat-model.md"})
  void everyTestThatIsNamedExists(String document) throws IOException {
    Map<String, String> sources = testSources();
    List<MatchResult> named =
        TEST.matcher(Files.readString(ROOT.resolve(document))).results().toList();
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named)
        .filteredOn(test -> !has(sources.getOrDefault(test.group(1), ""), test.group(2)))
        .extracting(MatchResult::group)
        .isEmpty();
  }

  /** Is there such a class, and such a method where one is named? */
  private static boolean has(String source, @Nullable String method) {
    return method == null
        ? !source.isEmpty()
        : Pattern.compile("\\b" + method + "\\(").matcher(source).find();
  }

  /** The text of test classes by their simple names; classes of one name are one text. */
  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(SecurityDocsTest::files)
          .filter(file -> file.toString().matches(".*(Test|IT|Contract)\\.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  SecurityDocsTest::text,
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
