package org.imprimatur.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file as {@link ExportBoard} writes it. It is read from its beginning each time, line by line,
 * and is not to change meanwhile.
 *
 * @param path where it is
 */
public record BoardFile(Path path) {
  /**
   * What is wrong with the file, each with its line, the first few of many; empty exactly where the
   * file is whole and every line of it can be read.
   *
   * @throws IOException if the file itself cannot be read
   */
  public List<String> problems() throws IOException {
    LineCheck check = new LineCheck();
    try (InputStream in = Files.newInputStream(path)) {
      TextLines lines = new TextLines(in);
      while (check.goesOn()) {
        try {
          Optional<String> text = lines.next();
          if (text.isEmpty()) {
            return check.end();
          }
          check.read(BoardLines.read(text.get()));
        } catch (UnreadableLine e) {
          check.unreadable(e);
        }
      }
    }
    return check.problems();
  }

  /** Hands over every entry of a file that has no problems. */
  void forEach(Reader each) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      TextLines lines = new TextLines(in);
      long number = 0;
      for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
        number++;
        if (BoardLines.read(text.get()) instanceof Line.Content content) {
          each.read(number, content.entry());
        }
      }
    }
  }

  /** Takes an entry with the number of its line, which counts from 1. */
  interface Reader {
    void read(long line, Entry entry);
  }
}
