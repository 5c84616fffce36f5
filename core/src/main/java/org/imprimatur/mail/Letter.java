package org.imprimatur.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes one mail twice, in plain words and as HTML, from the same parts. What comes from people is
 * escaped here and nowhere else; nothing in a mail is loaded from anywhere.
 */
final class Letter {
  private static final int LONGEST_SUBJECT = 120;

  private final List<String> text = new ArrayList<>();
  private final List<String> html = new ArrayList<>();

  /** A paragraph of ours. */
  Letter says(String words) {
    text.add(words);
    html.add("<p>" + escaped(words) + "</p>");
    return this;
  }

  /** A title that somebody wrote, and what is said of it. */
  Letter saysOf(String title, String words) {
    text.add("“" + line(title) + "” " + words);
    html.add("<p>“<bdi>" + escaped(line(title)) + "</bdi>” " + escaped(words) + "</p>");
    return this;
  }

  /** What somebody wrote. */
  Letter quotes(String words) {
    List<String> lines = words.lines().map(Letter::line).toList();
    text.add(lines.stream().map(each -> "> " + each).collect(Collectors.joining("\n")));
    html.add(
        "<blockquote dir=\"auto\">"
            + lines.stream().map(Letter::escaped).collect(Collectors.joining("<br>"))
            + "</blockquote>");
    return this;
  }

  /** A list of ours. */
  Letter lists(List<String> items) {
    if (!items.isEmpty()) {
      text.add(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
      html.add(
          items.stream()
              .map(item -> "<li>" + escaped(item) + "</li>")
              .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>")));
    }
    return this;
  }

  /** Where to go; opening it changes nothing. */
  Letter leadsTo(String words, URI where) {
    text.add(words + ": " + where);
    html.add("<p><a href=\"" + escaped(where.toString()) + "\">" + escaped(words) + "</a></p>");
    return this;
  }

  /** The whole in words. */
  String text() {
    return String.join("\n\n", text) + "\n";
  }

  /** The whole as a page. */
  String html(String title) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        </head>
        <body>
        %s
        </body>
        </html>
        """
        .formatted(escaped(title), String.join("\n", html));
  }

  /**
   * A text for a subject: one line of bounded length that no reader takes for an encoded word (RFC
   * 2047) unless it is encoded as one.
   */
  static String subject(String text) {
    String line = line(text).replace("=?", "= ?");
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
  }

  /** A text on one line, without what is invisible or turns the text around it. */
  static String line(String text) {
    return text.codePoints()
        .map(c -> shown(c) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .replaceAll(" {2,}", " ")
        .strip();
  }

  /** What joins emoji and shapes letters may stay: it turns nothing. */
  private static boolean shown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> codePoint == 0x200c || codePoint == 0x200d;
      default -> true;
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
