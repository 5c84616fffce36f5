package org.imprimatur.transfer;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps everything in an exported file that is not there yet. What was there before stays as it is,
 * so that an import may be repeated, also one that was cut short.
 */
public final class ImportBoard {
  private static final int BATCH = 500;

  private final Intake intake;
  private final Clock clock;

  /** Imports into {@code intake}. */
  public ImportBoard(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  /**
   * Imports a file that has no {@link BoardFile#problems}, reading a few hundred lines at a time. A
   * post that has expired by now goes to the archive, as of its expiry.
   *
   * @param differing told, a line each, of entries that are not kept because something else of
   *     their id is there
   * @throws IOException if the file cannot be read
   * @throws org.imprimatur.post.StoreUnavailable if the store cannot answer; what was kept before
   *     stays
   */
  public Report from(BoardFile file, Consumer<String> differing) throws IOException {
    Batches batches = new Batches(differing);
    file.forEach(batches::read);
    batches.flush();
    return batches.report;
  }

  /**
   * What an import came to.
   *
   * @param imported entries that are here now and were not before
   * @param there entries that were here before
   * @param differing entries that are not here, since something else of their id was before
   */
  public record Report(long imported, long there, long differing) {
    /** In words. */
    @Override
    public String toString() {
      return "Imported: %d, here before: %d, differing and left as they are here: %d"
          .formatted(imported, there, differing);
    }

    private Report with(Kept kept) {
      return switch (kept) {
        case ADDED -> new Report(imported + 1, there, differing);
        case THERE_BEFORE -> new Report(imported, there + 1, differing);
        case DIFFERS -> new Report(imported, there, differing + 1);
      };
    }
  }

  private record Numbered(long line, Entry entry) {
    String differs() {
      String what =
          entry.fold(
              post -> "post",
              departed -> "archived post",
              act -> "act",
              notice -> "notice",
              event -> "decision");
      return "line " + line + ": " + what + " " + entry.id() + " differs from what is here";
    }
  }

  private final class Batches {
    private final List<Numbered> batch = new ArrayList<>();
    private final Consumer<String> differing;
    private Report report = new Report(0, 0, 0);

    Batches(Consumer<String> differing) {
      this.differing = differing;
    }

    void read(long line, Entry entry) {
      batch.add(new Numbered(line, entry.at(clock.instant())));
      if (batch.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      List<Kept> kept = intake.keep(batch.stream().map(Numbered::entry).toList());
      for (int i = 0; i < batch.size(); i++) {
        report = report.with(kept.get(i));
        if (kept.get(i) == Kept.DIFFERS) {
          differing.accept(batch.get(i).differs());
        }
      }
      batch.clear();
    }
  }
}
