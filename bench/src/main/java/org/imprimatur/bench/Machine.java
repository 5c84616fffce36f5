package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What figures depend on. */
public final class Machine {
  private Machine() {}

  /** The machine in one line. */
  public static String describe(Path data) throws IOException {
    FileStore disk = Files.getFileStore(data);
    return "%d cores (%s), %d MB of memory, data on %s (%s), Linux %s, Java %s (%s)"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            value("/proc/cpuinfo", "model name"),
            Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1_000,
            disk.type(),
            disk.name(),
            System.getProperty("os.version"),
            System.getProperty("java.vm.version"),
            System.getProperty("java.vm.name"));
  }

  /** How many processes wanted a core in the last 1, 5 and 15 minutes. */
  static String load() throws IOException {
    String[] numbers = Files.readString(Path.of("/proc/loadavg")).split(" ", 4);
    return numbers[0] + " " + numbers[1] + " " + numbers[2];
  }

  private static String value(String file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    }
  }
}
