package org.imprimatur.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The database file: opens connections to it that keep what Imprimatur promises. */
final class Database {
  private static final int BUSY_MILLIS = 5_000;

  private final Path file;

  Database(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * A connection that writes. With {@code synchronous = FULL} a commit returns after its pages are
   * on the disk, not before.
   */
  Sql openToWrite() throws SQLException {
    return open(
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -16384;
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

  @SuppressWarnings("resource") // The connection lives as long as what is returned.
  private Sql open(String pragmas) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
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
