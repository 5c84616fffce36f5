package org.imprimatur.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Makes a backup of a data folder, of a running board too.
 *
 * <p>The database is copied page by page inside one read transaction: as it was when that began.
 * Every other file is copied until a second reading finds the same bytes, so that it too is as it
 * was at one moment: Keycloak's database, copied so, opens like one whose machine lost its power.
 * Locks and logs are left out, and so are links.
 */
final class Backup {
  private static final String STAGE = ".imprimatur-backup-";

  /** No backup takes so long: whoever began it was killed. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Path data;
  private final Duration patience;

  /**
   * A backup of the folder {@code data}.
   *
   * @param patience how long to wait for a file to hold still
   */
  Backup(Path data, Duration patience) {
    this.data = data.toAbsolutePath().normalize();
    this.patience = patience;
  }

  /** Writes it to {@code target}, which is there whole and verified or not at all. */
  void write(Path target, Instant madeAt) throws IOException, SQLException {
    Path whole = target.toAbsolutePath().normalize();
    if (whole.startsWith(data)) {
      throw new DataUnusable("A backup is kept outside of the data folder; name another place.");
    }
    Path folder = whole.resolveSibling("");
    removeAbandoned(folder, madeAt.minus(ABANDONED));
    Path stage = Files.createTempDirectory(folder, STAGE);
    try {
      Path copy = Files.createDirectory(stage.resolve("data"));
      Path part = stage.resolve("part");
      Disk.ownFile(part);
      BackupFile.pack(copy, copied(copy), part, madeAt);
      BackupFile.unpack(part, name -> OutputStream.nullOutputStream());
      Disk.force(part);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      Disk.force(folder);
    } finally {
      Disk.remove(stage);
    }
  }

  private static void removeAbandoned(Path folder, Instant before) throws IOException {
    try (DirectoryStream<Path> stages = Files.newDirectoryStream(folder, STAGE + "*")) {
      for (Path stage : stages) {
        if (Files.getLastModifiedTime(stage).toInstant().isBefore(before)) {
          Disk.remove(stage);
        }
      }
    }
  }

  private List<Path> copied(Path copy) throws IOException, SQLException {
    List<Path> files = new ArrayList<>();
    Path database = DataFolder.database(copy);
    Disk.ownFile(database);
    new Database(DataFolder.database(data)).copyTo(database);
    files.add(database);
    for (Path file : others()) {
      Path to = copy.resolve(data.relativize(file));
      Disk.ownFolder(to.resolveSibling(""));
      if (steadily(file, to)) {
        files.add(to);
      }
    }
    return files;
  }

  private List<Path> others() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(Backup::belongs).sorted().toList();
    }
  }

  private static boolean belongs(Path file) {
    String name = file.getFileName().toString();
    boolean ofTheDatabase = name.startsWith("imprimatur.");
    boolean ofAProcess = name.matches("lock|pid|port|.*\\.log(\\..*)?|.*\\.trace\\.db");
    return !ofTheDatabase && !ofAProcess && !Files.isSymbolicLink(file);
  }

  /** Copies a file as it was at one moment; returns whether it is still there. */
  private boolean steadily(Path file, Path to) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      try {
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        if (Files.mismatch(file, to) == -1) {
          return true;
        }
      } catch (NoSuchFileException e) {
        Files.deleteIfExists(to);
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN.toMillis()));
    } while (System.nanoTime() < deadline);
    throw new DataUnusable(
        "%s is being written all the time; try again when nobody signs in, or stop the board."
            .formatted(data.relativize(file)));
  }
}
