package org.imprimatur.embedded;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.ToIntFunction;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Transfer;

/**
 * The operator's command that moves a board out of a data folder and into one: {@code --data DIR
 * export [FILE]} and {@code --data DIR import [FILE]}. An export reads the file of a running board
 * too; an import wants the folder to itself, and makes it where there is none. Ends as {@link
 * Transfer} says.
 */
public final class TransferCommand {
  private final PrintStream err;
  private final Transfer transfer;
  private final Clock clock;

  TransferCommand(InputStream in, PrintStream out, PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.transfer = new Transfer(in, out, err, clock);
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    TransferCommand command =
        new TransferCommand(System.in, System.out, System.err, Clock.systemUTC());
    System.exit(command.run(List.of(arguments)));
  }

  /** Runs the command; returns its exit code. */
  int run(List<String> arguments) {
    if (arguments.size() < 3 || !arguments.get(0).equals("--data")) {
      return failed(Transfer.MISUSED, "Usage: --data DIR export [FILE] | import [FILE]");
    }
    try {
      Folder folder = new Folder(Path.of(arguments.get(1)), clock);
      return transfer.run(arguments.subList(2, arguments.size()), folder);
    } catch (DataUnusable e) {
      return failed(Transfer.UNUSABLE, String.valueOf(e.getMessage()));
    } catch (InvalidPathException e) {
      return failed(Transfer.MISUSED, "This is no name of a folder.");
    }
  }

  private int failed(int code, String message) {
    err.println(message);
    return code;
  }

  private record Folder(Path data, Clock clock) implements Transfer.Place {
    @Override
    public String runtime() {
      return "embedded";
    }

    @Override
    public int reading(ToIntFunction<Holdings> work) {
      Path file = DataFolder.database(data);
      if (!Files.isRegularFile(file)) {
        throw new DataUnusable("There is no database in " + data + "; name the data folder.");
      }
      try (Readers readers = Readers.open(new Database(file), 1)) {
        readers.read(Folder::checked);
        return work.applyAsInt(new SqliteHoldings(readers));
      } catch (SQLException e) {
        throw Faults.unavailable(e, true);
      }
    }

    private static boolean checked(Sql sql) throws SQLException {
      new Migrations().check(sql);
      return true;
    }

    @Override
    public int writing(ToIntFunction<Intake> work) {
      EmbeddedSettings settings = EmbeddedSettings.in(data);
      try (EmbeddedRuntime runtime =
          EmbeddedRuntime.open(settings, clock, new SecureRandom(), occurrence -> {})) {
        return work.applyAsInt(runtime.intake());
      }
    }
  }
}
