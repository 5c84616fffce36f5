package org.imprimatur.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The database file: opens connections to it that keep what Imprimatur promises. */
final class Database {
  private static final int BUSY_MILLIS = 5_000;
  private static final Row<String> LOST =
      row -> "row " + row.getString(2) + " of " + row.getString(1) + " refers to nothing";

  private final Path file;

  Database(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * A connection that writes. With {@code synchronous = FULL} a commit returns after its pages are
   * on the disk, not before. With {@code secure_delete = ON} nothing of what was deleted is left in
   * pages that are free, so that whoever left is in no byte of the file.
   */
  Sql openToWrite() throws SQLException {
    return open(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        PRAGMA cache_size = -16384;
        PRAGMA temp_store = MEMORY;
        PRAGMA journal_size_limit = 67108864;
        """);
  }

  /** A connection that cannot write. */
  Sql openToRead() throws SQLException {
    return open(
        """
        PRAGMA query_only = ON;
        PRAGMA cache_size = -16384;
        """);
  }

  /**
   * Copies the database, as it is when this begins, to a file that is empty, page by page, so that
   * writers go on meanwhile; refuses what is no sound database of Imprimatur's.
   */
  void copyTo(Path copy) throws SQLException {
    try (Sql sql = openToRead()) {
      new Migrations().version(sql);
      sql.script("BEGIN");
      sql.number("SELECT count(*) FROM sqlite_schema");
      sql.copyTo(copy);
      sql.script("COMMIT");
    }
    try (Sql sql = new Database(copy).openToRead()) {
      List<String> problems = problems(sql);
      if (!problems.isEmpty()) {
        throw new DataUnusable("The database is damaged: " + problems.get(0));
      }
    }
  }

  /** What SQLite finds wrong with a file; empty where that is nothing. */
  static List<String> problems(Sql sql) throws SQLException {
    List<String> damages = sql.list("PRAGMA integrity_check(10)", row -> row.getString(1));
    return damages.equals(List.of("ok")) ? sql.list("PRAGMA foreign_key_check", LOST) : damages;
  }

  @SuppressWarnings("resource") // The connection lives as long as what is returned.
  private Sql open(String pragmas) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // Nobody asks for them, and each INSERT would be followed by a query.
    config.setGetGeneratedKeys(false);
    Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, config.toProperties());
    Sql sql = new Sql(connection);
    try {
      sql.script(pragmas);
      return sql;
    } catch (SQLException e) {
      sql.close();
      throw e;
    }
  }
}
