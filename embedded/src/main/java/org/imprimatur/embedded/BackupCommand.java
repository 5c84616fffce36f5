package org.imprimatur.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The operator's command for backups: {@code --data DIR backup FILE|DIR}, which the board may run
 * during, and {@code --data DIR restore FILE}, into a folder that is empty or not there. Both do
 * all of it or nothing. Ends with 0 when done, 2 when called wrongly, 3 when a folder or file
 * cannot be used, 4 when the file is no whole backup.
 */
public final class BackupCommand {
  private static final int DONE = 0;
  private static final int MISUSED = 2;
  private static final int UNUSABLE = 3;
  private static final int REFUSED = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'imprimatur-'yyyyMMdd'T'HHmmssSSS'Z.backup'")
          .withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  BackupCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    BackupCommand command = new BackupCommand(System.out, System.err, Clock.systemUTC());
    System.exit(command.run(List.of(arguments)));
  }

  /** Runs the command; returns its exit code. */
  int run(List<String> arguments) {
    if (arguments.size() != 4 || !arguments.get(0).equals("--data")) {
      return misused();
    }
    try {
      return run(arguments.get(2), Path.of(arguments.get(1)), Path.of(arguments.get(3)));
    } catch (BackupFile.NotWhole e) {
      return failed(REFUSED, "This is not a whole backup. " + e.getMessage());
    } catch (DataUnusable e) {
      return failed(UNUSABLE, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return failed(UNUSABLE, "There is no " + e.getFile() + ".");
    } catch (IOException e) {
      return failed(UNUSABLE, "It failed: " + e.getClass().getSimpleName() + " " + e.getMessage());
    } catch (SQLException e) {
      return failed(UNUSABLE, "The database cannot be used: " + Reason.of(e));
    } catch (InvalidPathException e) {
      return failed(MISUSED, "This is no name of a file.");
    }
  }

  private int run(String what, Path data, Path file) throws IOException, SQLException {
    return switch (what) {
      case "backup" -> backup(data, file);
      case "restore" -> restore(data, file);
      default -> misused();
    };
  }

  private int backup(Path data, Path target) throws IOException, SQLException {
    if (!Files.isRegularFile(DataFolder.database(data))) {
      throw new DataUnusable("There is no database in " + data + "; name the data folder.");
    }
    Instant now = clock.instant();
    Path file = Files.isDirectory(target) ? target.resolve(NAME.format(now)) : target;
    new Backup(data, PATIENCE).write(file, now);
    out.println(file);
    return DONE;
  }

  private int restore(Path data, Path file) throws IOException, SQLException {
    Instant madeAt = new Restore(data).from(file);
    out.println("Restored to " + data + " as of " + madeAt + "; everybody signs in again.");
    return DONE;
  }

  private int misused() {
    return failed(MISUSED, "Usage: --data DIR backup FILE|DIR | restore FILE");
  }

  private int failed(int code, String message) {
    err.println(message);
    return code;
  }
}
