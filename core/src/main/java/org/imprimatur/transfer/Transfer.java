package org.imprimatur.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.imprimatur.post.StoreUnavailable;

/**
 * What {@code export [FILE]} and {@code import [FILE]} do for an operator, the same for every
 * runtime. Without a file an export goes to standard output and an import comes from standard
 * input; words for people go to standard error. An exported file is there whole or not at all; an
 * import begins once its file is known to be whole. Both are for their owner alone.
 *
 * <p>Ends with {@value #DONE} when done, {@value #DIFFERENT} when entries differ from what is
 * there, {@value #MISUSED} when called wrongly, {@value #UNUSABLE} when a store or a file cannot be
 * used, {@value #REFUSED} when the file to import is not whole.
 */
public final class Transfer {
  /** All is done. */
  public static final int DONE = 0;

  /** All is done but for entries that differ from what is there. */
  public static final int DIFFERENT = 1;

  /** Called wrongly. */
  public static final int MISUSED = 2;

  /** A store or a file cannot be used; repeating it later is safe. */
  public static final int UNUSABLE = 3;

  /** The file to import is not a whole export; nothing was done. */
  public static final int REFUSED = 4;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  /** Reads from {@code in} and writes to {@code out} where no file is named. */
  public Transfer(InputStream in, PrintStream out, PrintStream err, Clock clock) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** A board of some runtime, opened for as long as work on it lasts. */
  public interface Place {
    /** The name of the runtime. */
    String runtime();

    /** Opens it for reading. */
    int reading(ToIntFunction<Holdings> work);

    /** Opens it for writing; nobody else may write meanwhile where the runtime asks for that. */
    int writing(ToIntFunction<Intake> work);
  }

  /** Runs a command, {@code export} or {@code import} and maybe a file; returns the exit code. */
  public int run(List<String> command, Place place) {
    try {
      Optional<Path> file = command.stream().skip(1).findFirst().map(Path::of);
      return switch (command.size() > 2 ? "" : command.stream().findFirst().orElse("")) {
        case "export" -> place.reading(holdings -> exported(holdings, place.runtime(), file));
        case "import" -> imported(place, file);
        default -> misused();
      };
    } catch (StoreUnavailable e) {
      return failed(UNUSABLE, "The store cannot be used now: " + e.getMessage());
    } catch (InvalidPathException e) {
      return failed(MISUSED, "This is no name of a file.");
    }
  }

  private int exported(Holdings holdings, String runtime, Optional<Path> file) {
    ExportBoard export = new ExportBoard(holdings, runtime, clock);
    try {
      Counts counts = file.isPresent() ? toFile(export, file.get()) : export.to(out);
      if (out.checkError()) {
        return failed(UNUSABLE, "The output was closed: what was written is not whole.");
      }
      err.println("Exported " + counts + ".");
      return DONE;
    } catch (IOException e) {
      return failed(UNUSABLE, "The file cannot be written: " + reason(e));
    }
  }

  /** Under another name until it is whole and on the disk. */
  private static Counts toFile(ExportBoard export, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path part = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
    try {
      Counts counts;
      try (OutputStream whole = Files.newOutputStream(part)) {
        counts = export.to(whole);
      }
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return counts;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private int imported(Place place, Optional<Path> file) {
    try {
      if (file.isPresent()) {
        return imported(place, new BoardFile(file.get()));
      }
      Path copy = Files.createTempFile("imprimatur-import-", ".jsonl");
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return imported(place, new BoardFile(copy));
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      return failed(UNUSABLE, "The file cannot be read: " + reason(e));
    }
  }

  private int imported(Place place, BoardFile file) throws IOException {
    List<String> problems = file.problems();
    if (!problems.isEmpty()) {
      problems.forEach(err::println);
      return failed(REFUSED, "This is not a whole export; nothing was imported.");
    }
    return place.writing(intake -> imported(intake, file));
  }

  private int imported(Intake intake, BoardFile file) {
    try {
      ImportBoard.Report report = new ImportBoard(intake, clock).from(file, err::println);
      err.println(report + ".");
      return report.differing() == 0 ? DONE : DIFFERENT;
    } catch (IOException e) {
      return failed(UNUSABLE, "The file cannot be read any more: " + reason(e));
    } catch (StoreUnavailable e) {
      return failed(
          UNUSABLE,
          "Stopped half way: "
              + e.getMessage()
              + "\nWhat is imported stays; run the same import again to go on.");
    }
  }

  private int misused() {
    return failed(MISUSED, "Usage: export [FILE] | import [FILE]");
  }

  private int failed(int code, String message) {
    err.println(message);
    return code;
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such file or folder."
        : e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
