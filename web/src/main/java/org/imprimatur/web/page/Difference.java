package org.imprimatur.web.page;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is different between two texts, word by word; untrusted text. */
final class Difference {
  /** Words with the white space after them, so that the parts make up the texts again. */
  private static final Pattern WORD_ENDS = Pattern.compile("(?<=\\s)(?=\\S)");

  private Difference() {}

  /** The parts of {@code after}, and between them those of {@code before} that are gone. */
  static List<Part> between(String before, String after) {
    List<String> old = List.of(WORD_ENDS.split(before, -1));
    List<String> now = List.of(WORD_ENDS.split(after, -1));
    List<Part> parts = new ArrayList<>();
    int next = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      add(parts, "same", now.subList(next, delta.getTarget().getPosition()));
      add(parts, "gone", delta.getSource().getLines());
      add(parts, "new", delta.getTarget().getLines());
      next = delta.getTarget().getPosition() + delta.getTarget().size();
    }
    add(parts, "same", now.subList(next, now.size()));
    return parts;
  }

  private static void add(List<Part> parts, String kind, List<String> words) {
    if (!words.isEmpty()) {
      parts.add(new Part(kind, String.join("", words)));
    }
  }

  /**
   * A stretch of words.
   *
   * @param kind {@code same}, {@code new} or {@code gone}
   * @param text the words
   */
  @TemplateData
  record Part(String kind, String text) {}
}
