package org.imprimatur.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.event.Backoff;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.transfer.BoardFile;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.ExportBoard;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.ImportBoard;
import org.imprimatur.transfer.Intake;

/** Moves boards through a file. */
final class Moving {
  private final Clock clock;

  Moving(Clock clock) {
    this.clock = clock;
  }

  /** The whole file, line by line. */
  List<String> exported(Holdings holdings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new ExportBoard(holdings, "test", clock).to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** What an import of these entries into {@code to} comes to. */
  ImportBoard.Report entries(List<Entry> entries, Intake to) {
    return imported(exported(entries::forEach), to);
  }

  /** What an import of these lines into {@code to} comes to. */
  ImportBoard.Report imported(List<String> lines, Intake to) {
    return imported(lines, to, new ArrayList<>());
  }

  ImportBoard.Report imported(List<String> lines, Intake to, List<String> differing) {
    try {
      Path file = Files.createTempFile("imprimatur-test-", ".jsonl");
      try {
        Files.write(file, lines);
        BoardFile board = new BoardFile(file);
        if (!board.problems().isEmpty()) {
          throw new AssertionError(board.problems());
        }
        return new ImportBoard(to, clock).from(board, differing::add);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty board in memory, of which nobody takes anything. */
  MemoryRuntime memory(Surroundings here) {
    return new MemoryRuntime(
        clock, here.random(), Backoff.standard(), (pattern, event) -> false, here.telemetry());
  }

  /** The ends of the lines that only one of two files has, whatever their order; none is good. */
  static List<String> difference(List<String> one, List<String> other) {
    List<String> onlyOne = content(one);
    List<String> onlyOther = content(other);
    content(other).forEach(onlyOne::remove);
    content(one).forEach(onlyOther::remove);
    return Stream.concat(
            onlyOne.stream().map(line -> "- " + end(line)),
            onlyOther.stream().map(line -> "+ " + end(line)))
        .toList();
  }

  private static List<String> content(List<String> file) {
    return new ArrayList<>(file.subList(1, file.size() - 1));
  }

  private static String end(String line) {
    return line.substring(0, Math.min(70, line.length()))
        + "..."
        + line.substring(Math.max(0, line.length() - 400));
  }
}
