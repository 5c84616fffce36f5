package org.imprimatur.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a running application holds at one moment. */
final class Vitals {
  static final String RESIDENT = "resident";
  static final String ROWS = "rows";

  /** What is measured, in the order of {@link #of}. */
  static final List<String> NAMES = List.of("heap", RESIDENT, "files", "threads", ROWS);

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final String COUNT =
      "SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM changes)"
          + " + (SELECT count(*) FROM events) + (SELECT count(*) FROM deliveries)";

  private Vitals() {}

  /**
   * Heap after a collection and resident memory in kilobytes, open files, threads, and rows that
   * come and go.
   */
  static double[] of(ProcessHandle process, Path data) throws IOException, InterruptedException {
    jcmd(process, "GC.run");
    Path proc = Path.of("/proc/" + process.pid());
    String status = Files.readString(proc.resolve("status"));
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      return new double[] {
        heap(jcmd(process, "GC.heap_info")),
        number(status, "VmRSS:\\s+(\\d+)"),
        files.count(),
        number(status, "Threads:\\s+(\\d+)"),
        rows(data.resolve("imprimatur.db"))
      };
    }
  }

  /** All that is not there to stay, as the archive and the audit trail are. */
  private static double rows(Path database) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      return number(connection, COUNT);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static double number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getDouble(1);
    }
  }

  private static double heap(String info) {
    Matcher used = USED.matcher(info);
    return used.find() ? Double.parseDouble(used.group(1)) : Double.NaN;
  }

  private static double number(String text, String pattern) {
    Matcher number = Pattern.compile(pattern).matcher(text);
    return number.find() ? Double.parseDouble(number.group(1)) : Double.NaN;
  }

  private static String jcmd(ProcessHandle process, String command)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }
}
