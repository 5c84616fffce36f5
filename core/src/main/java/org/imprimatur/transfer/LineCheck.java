package org.imprimatur.transfer;

import java.util.ArrayList;
import java.util.List;

/** Goes through the lines of a file and notes what is wrong with them and with their order. */
final class LineCheck {
  private static final int MOST_PROBLEMS = 20;

  private final List<String> problems = new ArrayList<>();
  private Counts counts = Counts.NONE;
  private long number;
  private boolean ended;
  private boolean hopeless;

  /** Whether it is worth reading on. */
  boolean goesOn() {
    return !hopeless && problems.size() < MOST_PROBLEMS;
  }

  void read(Line line) {
    number++;
    if (ended) {
      problem("comes after the end");
    } else if (number == 1) {
      first(line);
    } else if (line instanceof Line.Content content) {
      counts = counts.with(content.entry());
    } else if (line instanceof Line.End end) {
      last(end);
    } else {
      problem("a second beginning; import one export after the other");
    }
  }

  void unreadable(UnreadableLine why) {
    number++;
    problem(String.valueOf(why.getMessage()));
    hopeless |= number == 1;
  }

  /** The file has no more lines: what was wrong. */
  List<String> end() {
    if (!ended && !hopeless) {
      problems.add("cut off after line " + number + ": the last line of an export is missing");
    }
    return problems();
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  private void first(Line line) {
    if (!(line instanceof Line.Board board)) {
      problem("not the beginning of an export");
      hopeless = true;
    } else if (board.format() > BoardLines.FORMAT) {
      problem(
          "the file has format %d and this Imprimatur reads up to %d; import it with a newer one"
              .formatted(board.format(), BoardLines.FORMAT));
      hopeless = true;
    }
  }

  private void last(Line.End end) {
    ended = true;
    // Lines that cannot be read are a problem of their own and make the counts differ.
    if (problems.isEmpty() && !end.counts().equals(counts)) {
      problem("lines are missing: it counts %s, there are %s".formatted(end.counts(), counts));
    }
  }

  private void problem(String what) {
    problems.add("line " + number + ": " + what);
  }
}
