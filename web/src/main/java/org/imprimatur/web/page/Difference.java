package org.imprimatur.web.page;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is different between two texts, word by word; untrusted text. */
final class Difference {
  /**
   * Where words end: after the white space behind them, so that the parts make up the texts again,
   * and after each letter of scripts that put none between words.
   */
  private static final Pattern WORD_ENDS =
      Pattern.compile("(?<=\\s)(?=\\S)|(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])");

  /**
   * How many words may be different. Time and memory grow with the square of it; texts that differ
   * in more are another text, and are shown so.
   */
  private static final int MOST_DIFFERENT = 1_000;

  private Difference() {}

  /** The parts of {@code after}, and between them those of {@code before} that are gone. */
  static List<Part> between(String before, String after) {
    List<String> old = List.of(WORD_ENDS.split(before, -1));
    List<String> now = List.of(WORD_ENDS.split(after, -1));
    List<Part> parts = new ArrayList<>();
    int next = 0;
    for (AbstractDelta<String> delta : deltas(old, now)) {
      add(parts, "same", now.subList(next, delta.getTarget().getPosition()));
      add(parts, "gone", delta.getSource().getLines());
      add(parts, "new", delta.getTarget().getLines());
      next = delta.getTarget().getPosition() + delta.getTarget().size();
    }
    add(parts, "same", now.subList(next, now.size()));
    return parts;
  }

  private static List<AbstractDelta<String>> deltas(List<String> old, List<String> now) {
    try {
      return DiffUtils.diff(old, now, new Bound()).getDeltas();
    } catch (TooDifferent e) {
      return List.of(new ChangeDelta<>(new Chunk<>(0, old), new Chunk<>(0, now)));
    }
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

  /** Ends a comparison that goes on for too long; each step is one more word that differs. */
  private static final class Bound implements DiffAlgorithmListener {
    @Override
    public void diffStart() {}

    @Override
    public void diffStep(int value, int max) {
      if (value > MOST_DIFFERENT) {
        throw new TooDifferent();
      }
    }

    @Override
    public void diffEnd() {}
  }

  private static final class TooDifferent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDifferent() {
      super("the texts have little in common", null, false, false);
    }
  }
}
