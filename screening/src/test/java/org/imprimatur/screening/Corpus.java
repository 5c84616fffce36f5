package org.imprimatur.screening;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tables of examples, one a line, its columns apart by tabs. */
final class Corpus {
  private static final Pattern CODE_POINT = Pattern.compile("\\{U\\+([0-9A-F]{2,6})}");

  private Corpus() {}

  /** The rows of a table. {@code \n} is a line end, {@code {U+200B}} a code point. */
  static List<List<String>> rows(String name) {
    return text(name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(plain(line).split("\t", -1)))
        .toList();
  }

  private static String plain(String line) {
    return CODE_POINT
        .matcher(line)
        .replaceAll(
            code ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))))
        .replace("\\n", "\n");
  }

  private static String text(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
