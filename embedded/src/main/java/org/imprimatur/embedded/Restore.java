package org.imprimatur.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a backup into a data folder that is empty or not there yet: unpacked and looked through
 * beside it, then put in its place by one rename.
 *
 * <p>All sessions end: those that were ended since must not come back, and what the others hold of
 * the sign-in provider has been used since.
 */
final class Restore {
  private final Path data;

  Restore(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  /**
   * Does it; returns when the backup was made.
   *
   * @throws BackupFile.NotWhole if the file is no whole backup; nothing was done
   * @throws DataUnusable if the folder is in use or not empty; nothing was done
   */
  Instant from(Path backup) throws IOException, SQLException {
    refuseUnlessEmpty();
    Path parent = data.getParent();
    if (parent == null) {
      throw new DataUnusable("The root of the file system is no data folder.");
    }
    Disk.ownFolder(parent);
    Path stage = Files.createTempDirectory(parent, ".imprimatur-restore-");
    try {
      Instant madeAt = BackupFile.unpack(backup, name -> file(stage, name));
      lookThrough(DataFolder.database(stage));
      for (Path path : Disk.everythingIn(stage)) {
        Disk.force(path);
      }
      Files.move(stage, data, StandardCopyOption.ATOMIC_MOVE);
      Disk.force(parent);
      return madeAt;
    } finally {
      Disk.remove(stage);
    }
  }

  private void refuseUnlessEmpty() throws IOException {
    if (DataFolder.inUse(data)) {
      throw new DataUnusable("A board is running on " + data + "; restore into another folder.");
    }
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> content = Files.list(data)) {
      if (content.findAny().isPresent()) {
        throw new DataUnusable(data + " is not empty; move away what is there.");
      }
    }
  }

  private static OutputStream file(Path stage, String name) throws IOException {
    Path file = stage.resolve(name);
    Disk.ownFolder(file.resolveSibling(""));
    Disk.ownFile(file);
    return Files.newOutputStream(file);
  }

  private static void lookThrough(Path database) throws IOException, SQLException {
    if (!Files.isRegularFile(database)) {
      throw new BackupFile.NotWhole("There is no database in it.");
    }
    try (Sql sql = new Database(database).openToWrite()) {
      new Migrations().version(sql);
      List<String> problems = Database.problems(sql);
      if (!problems.isEmpty()) {
        throw new BackupFile.NotWhole("Its database is damaged: " + problems.get(0));
      }
      sql.update("DELETE FROM sessions");
    }
  }
}
