package org.imprimatur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder that is gone once closed. */
public record Folder(Path path) implements AutoCloseable {
  /** Makes one in {@code parent}. */
  public static Folder in(Path parent) throws IOException {
    return new Folder(Files.createTempDirectory(Files.createDirectories(parent), "bench-"));
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : innermostFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
