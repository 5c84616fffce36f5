package org.imprimatur.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of a runtime, held by one process at a time: a lock of the operating system on a file
 * beside the database, which also a killed process gives back. All files are for their owner alone.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "imprimatur.lock";

  private final Path database;
  private final FileChannel lock;

  private DataFolder(Path database, FileChannel lock) {
    this.database = database;
    this.lock = lock;
  }

  /** Takes the folder, making it and its files where they are missing. */
  static DataFolder hold(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Disk.ownFolder(folder);
      }
      FileChannel lock = lock(file(folder.resolve(LOCK)), folder);
      return new DataFolder(file(database(folder)), lock);
    } catch (IOException e) {
      throw new DataUnusable("The data folder " + folder + " cannot be used: " + reason(e), e);
    }
  }

  /** Whether a running process holds the folder. */
  static boolean inUse(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return tryLock(channel).isEmpty();
    }
  }

  /** Where the database of a folder is. */
  static Path database(Path folder) {
    return folder.resolve("imprimatur.db");
  }

  Path database() {
    return database;
  }

  /** Gives the folder back. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static FileChannel lock(Path file, Path folder) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (tryLock(channel).isEmpty()) {
      channel.close();
      throw new DataUnusable(
          "The data folder "
              + folder
              + " is in use by another running Imprimatur; stop that one, or name another folder.");
    }
    return channel;
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  /** SQLite gives its other files the mode of this one, so it is made before SQLite sees it. */
  private static Path file(Path file) throws IOException {
    try {
      Disk.ownFile(file);
    } catch (FileAlreadyExistsException fromLastTime) {
      return file;
    }
    return file;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }
}
