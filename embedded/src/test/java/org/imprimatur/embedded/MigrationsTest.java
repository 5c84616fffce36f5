package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final String FIRST = "CREATE TABLE one (id INTEGER) STRICT;";
  private static final String SECOND =
      "CREATE TABLE two (id INTEGER) STRICT; INSERT INTO two SELECT id FROM one;";

  @TempDir private Path folder;
  private Sql sql;

  @BeforeEach
  void open() throws SQLException {
    sql = new Database(folder.resolve("imprimatur.db")).openToWrite();
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
  }

  @Test
  void emptyFileGetsAllSteps() throws SQLException {
    new Migrations(List.of(FIRST, SECOND)).run(sql);

    assertThat(sql.number("PRAGMA user_version")).contains(2L);
    assertThat(sql.number("SELECT count(*) FROM two")).contains(0L);
  }

  @Test
  void olderFileGetsTheMissingStepsAndKeepsItsRows() throws SQLException {
    new Migrations(List.of(FIRST)).run(sql);
    sql.update("INSERT INTO one VALUES (7)");

    new Migrations(List.of(FIRST, SECOND)).run(sql);

    assertThat(sql.number("SELECT id FROM two")).contains(7L);
  }

  @Test
  void currentFileIsLeftAlone() throws SQLException {
    new Migrations(List.of(FIRST)).run(sql);
    new Migrations(List.of(FIRST)).run(sql);

    assertThat(sql.number("PRAGMA user_version")).contains(1L);
  }

  @Test
  void stepThatFailsLeavesNothingOfItself() throws SQLException {
    String broken = "CREATE TABLE two (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);";
    Migrations migrations = new Migrations(List.of(FIRST, broken));

    assertThatThrownBy(() -> migrations.run(sql)).isInstanceOf(SQLException.class);

    assertThat(sql.number("PRAGMA user_version")).contains(1L);
    assertThat(sql.number("SELECT count(*) FROM sqlite_schema WHERE name = 'two'")).contains(0L);
  }

  @Test
  void failureThatUndoesItsStepByItselfIsTheOneThatIsTold() throws SQLException {
    String undone =
        "CREATE TABLE two (id INTEGER PRIMARY KEY) STRICT; INSERT INTO two VALUES (1);"
            + " INSERT OR ROLLBACK INTO two VALUES (1);";
    Migrations migrations = new Migrations(List.of(FIRST, undone));

    assertThatThrownBy(() -> migrations.run(sql)).hasMessageContaining("SQLITE_CONSTRAINT");

    assertThat(sql.number("PRAGMA user_version")).contains(1L);
    assertThat(sql.number("SELECT count(*) FROM sqlite_schema WHERE name = 'two'")).contains(0L);
  }

  @Test
  void newerFileIsRefusedWithAWordOnWhatToDo() throws SQLException {
    new Migrations(List.of(FIRST, SECOND)).run(sql);
    Migrations older = new Migrations(List.of(FIRST));

    assertThatThrownBy(() -> older.run(sql))
        .isInstanceOf(DataUnusable.class)
        .hasMessageContaining("written by a newer Imprimatur")
        .hasMessageNotContaining("\n");
    assertThat(sql.number("PRAGMA user_version")).contains(2L);
  }

  @Test
  void fileOfAnotherProgramIsRefusedUntouched() throws SQLException {
    sql.script(FIRST);

    assertThatThrownBy(() -> new Migrations().run(sql))
        .isInstanceOf(DataUnusable.class)
        .hasMessageContaining("not a database of Imprimatur");
    assertThat(sql.number("SELECT count(*) FROM sqlite_schema")).contains(1L);
  }

  @Test
  void everyTableIsStrict() throws SQLException {
    new Migrations().run(sql);

    String lax =
        "SELECT count(*) FROM pragma_table_list"
            + " WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sql%'";
    assertThat(sql.number(lax)).contains(0L);
    assertThat(sql.first("PRAGMA integrity_check", row -> row.getString(1))).contains("ok");
  }

  @Test
  void everyCommitWaitsForTheDisk() throws SQLException {
    int full = 2;
    assertThat(sql.number("PRAGMA synchronous")).contains((long) full);
    assertThat(sql.first("PRAGMA journal_mode", row -> row.getString(1))).contains("wal");
  }
}
