package org.imprimatur.embedded;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * The operator's command that looks for inconsistencies: {@code --data DIR check [--repair]}, one
 * line for each. It reads the file of a running board as it is at one moment. With {@code --repair}
 * it also puts right what the running or next started board can do the rest of: it sends on what
 * got stuck and computes again what is computed; it never decides, publishes or removes a post.
 *
 * <p>Ends with 0 when nothing is wrong, or no more; 1 when something is; 2 when called wrongly; 3
 * when the data cannot be used.
 */
public final class CheckCommand {
  private static final int SOUND = 0;
  private static final int FLAWED = 1;
  private static final int MISUSED = 2;
  private static final int UNUSABLE = 3;
  private static final String COUNTS =
      "SELECT printf('%,d posts on the board, %,d in the archive, %,d deliveries on their way, %,d"
          + " given up', (SELECT count(*) FROM posts), (SELECT count(*) FROM archive), (SELECT"
          + " count(*) FROM deliveries WHERE parked_at IS NULL), (SELECT count(*) FROM deliveries"
          + " WHERE parked_at IS NOT NULL))";

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  CheckCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    CheckCommand command = new CheckCommand(System.out, System.err, Clock.systemUTC());
    System.exit(command.run(List.of(arguments)));
  }

  /** Runs the command; returns its exit code. */
  int run(List<String> arguments) {
    boolean repair = arguments.size() == 4 && arguments.get(3).equals("--repair");
    if (!(repair || arguments.size() == 3)
        || !arguments.get(0).equals("--data")
        || !arguments.get(2).equals("check")) {
      return failed(MISUSED, "Usage: --data DIR check [--repair]");
    }
    return run(arguments.get(1), repair);
  }

  private int run(String folder, boolean repair) {
    try {
      Path file = DataFolder.database(Path.of(folder));
      if (!Files.isRegularFile(file)) {
        return failed(UNUSABLE, "There is no " + file + "; name the data folder.");
      }
      return repair ? repaired(new Database(file)) : checked(new Database(file));
    } catch (DataUnusable e) {
      return failed(UNUSABLE, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return failed(UNUSABLE, "The database cannot be used: " + Reason.of(e));
    } catch (InvalidPathException e) {
      return failed(MISUSED, "This is no name of a folder.");
    }
  }

  private int checked(Database database) throws SQLException {
    try (Sql sql = database.openToRead()) {
      new Migrations().check(sql);
      List<Consistency.Flaw> flaws = Consistency.flaws(sql);
      flaws.forEach(flaw -> out.println(flaw.line()));
      long mendable = flaws.stream().filter(flaw -> flaw.rule().mend().isPresent()).count();
      return told(sql, flaws, " wrong, of which --repair mends " + mendable);
    }
  }

  private int repaired(Database database) throws SQLException {
    try (Sql sql = database.openToWrite()) {
      new Migrations().check(sql);
      Consistency.Mended mended = Consistency.mend(sql, clock.instant());
      mended.mended().forEach(flaw -> out.println("mended  " + flaw.line()));
      mended.left().forEach(flaw -> out.println(flaw.line()));
      return told(sql, mended.left(), " wrong still");
    }
  }

  private int told(Sql sql, List<Consistency.Flaw> flaws, String wrong) throws SQLException {
    String counts = sql.first(COUNTS, row -> row.getString(1)).orElse("");
    out.println(counts + ": " + (flaws.isEmpty() ? "nothing wrong" : flaws.size() + wrong) + ".");
    return flaws.isEmpty() ? SOUND : FLAWED;
  }

  private int failed(int code, String message) {
    err.println(message);
    return code;
  }
}
