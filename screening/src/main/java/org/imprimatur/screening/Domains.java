package org.imprimatur.screening;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.UnicodeSet;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Domains looked for in a text, in links, addresses of mail or alone. Each stands for itself, what
 * is below it, what looks like it and its name in Punycode.
 *
 * @see <a href="https://www.unicode.org/reports/tr46/">UTS 46, processing of domain names</a>
 */
final class Domains {
  /** The longest name of a host in characters (RFC 1035). */
  static final int LONGEST = 253;

  private static final IDNA NAMES = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** Of what names of hosts are made, their dots (UTS 46 has four) and what is invisible. */
  private static final UnicodeSet IN_NAMES =
      new UnicodeSet(
              "[[:L:][:M:][:N:][:Cf:][:Default_Ignorable_Code_Point:]\\-.\\u3002\\uFF0E\\uFF61"
                  + "\\uFF0D]")
          .freeze();

  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final Pattern ALL_DOTS = Pattern.compile("[.\\u3002\\uFF0E\\uFF61]");

  private final Map<String, String> writtenByName;
  private final int mostLabels;

  private Domains(Map<String, String> writtenByName) {
    this.writtenByName = writtenByName;
    mostLabels =
        writtenByName.keySet().stream().mapToInt(n -> n.split("\\.", -1).length).max().orElse(0);
  }

  static Domains of(List<String> written) {
    return new Domains(
        written.stream()
            .collect(Collectors.toMap(Domains::name, Function.identity(), (one, same) -> one)));
  }

  /** The name to compare of a host, or empty where it is none that has a dot. */
  static Optional<String> parse(String written) {
    boolean whole = written.codePoints().allMatch(IN_NAMES::contains);
    String name = name(written);
    boolean labels = name.contains(".") && !name.matches("\\..*|.*\\.|.*\\.\\..*");
    return whole && labels && written.length() <= LONGEST ? Optional.of(name) : Optional.empty();
  }

  /** Up to {@code limit} of the domains, as they were written, that the text names. */
  Set<String> in(String text, int limit) {
    String read = decoded(text);
    Set<String> found = new LinkedHashSet<>();
    int from = 0;
    for (int i = 0; i <= read.length() && found.size() < limit; ) {
      int c = i < read.length() ? read.codePointAt(i) : ' ';
      if (!IN_NAMES.contains(c)) {
        blocked(read.substring(from, i)).ifPresent(found::add);
        from = i + Character.charCount(c);
      }
      i += Character.charCount(c);
    }
    return found;
  }

  private Optional<String> blocked(String run) {
    if (!ALL_DOTS.matcher(run).find()) {
      return Optional.empty();
    }
    String[] labels = name(run).split("\\.");
    StringBuilder name = new StringBuilder();
    for (int i = labels.length - 1; i >= Math.max(0, labels.length - mostLabels); i--) {
      name.insert(0, (name.isEmpty() ? labels[i] : labels[i] + "."));
      String written = writtenByName.get(name.toString());
      if (written != null) {
        return Optional.of(written);
      }
    }
    return Optional.empty();
  }

  /** The last part of a run as UTS 46 reads it, each label as {@link Folding#alike} sees it. */
  private static String name(String run) {
    String end = run.substring(Math.max(0, run.length() - LONGEST));
    StringBuilder name = new StringBuilder();
    NAMES.nameToUnicode(
        ALL_DOTS.matcher(end.toLowerCase(Locale.ROOT)).replaceAll("."), name, new IDNA.Info());
    return Folding.alike(name.toString()).replaceFirst("\\.+$", "");
  }

  /** Escaped letters of addresses as what they stand for. */
  private static String decoded(String text) {
    return text.indexOf('%') < 0 ? text : PERCENT.matcher(text).replaceAll(Domains::letters);
  }

  private static String letters(MatchResult escaped) {
    String hex = escaped.group().replace("%", "");
    byte[] bytes = HexFormat.of().parseHex(hex);
    return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
  }
}
