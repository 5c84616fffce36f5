package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path parent;

  @Test
  void allFilesAreForTheirOwnerAlone() throws IOException, SQLException {
    Path data = parent.resolve("data");
    try (Store store = open(data)) {
      store.writer().write(sql -> sql.update("INSERT INTO published VALUES ('one', 1)"));

      assertThat(mode(data)).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(data)) {
        assertThat(files)
            .extracting(file -> file.getFileName().toString())
            .contains("imprimatur.db", "imprimatur.db-wal", "imprimatur.lock");
      }
      try (Stream<Path> files = Files.list(data)) {
        assertThat(files).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void folderThatIsOpenIsRefused() throws IOException, SQLException {
    try (Store store = open(parent)) {
      assertThat(store.folder().database()).exists();
      assertThatThrownBy(() -> open(parent))
          .isInstanceOf(DataUnusable.class)
          .hasMessageContaining("in use by another running Imprimatur")
          .hasMessageContaining(parent.toString());
    }
  }

  @Test
  void folderThatIsOpenInAnotherProcessIsRefusedUntilThatIsKilled()
      throws IOException, InterruptedException, SQLException {
    Process other = Jvm.start(HoldsFolder.class, parent.toString());
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      assertThatThrownBy(() -> open(parent)).isInstanceOf(DataUnusable.class);
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (Store store = open(parent)) {
      assertThat(store.folder().database()).exists();
    }
  }

  @Test
  void closedFolderIsFreeAndHasNoLogBesideItsDatabase() throws IOException, SQLException {
    open(parent).close();

    assertThat(parent.resolve("imprimatur.db-wal")).doesNotExist();
    open(parent).close();
  }

  @Test
  void placeThatIsNoFolderIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "not a folder");

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(DataUnusable.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void databaseThatCannotBeReadIsRefusedWithTheReason() throws IOException {
    Files.writeString(parent.resolve("imprimatur.db"), "no database ".repeat(100));

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(DataUnusable.class)
        .hasMessageContaining(parent.toString())
        .hasMessageEndingWith("SQLITE_NOTADB");
  }

  private static Store open(Path data) {
    return Store.open(data, 1, Crash.never());
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Holds a folder until it is killed. */
  static final class HoldsFolder {
    private HoldsFolder() {}

    public static void main(String[] arguments) throws IOException, SQLException {
      try (Store store = open(Path.of(arguments[0]))) {
        System.out.println("held");
        System.in.read();
        store.writer().write(sql -> true);
      }
    }
  }
}
