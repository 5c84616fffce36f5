package org.imprimatur.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/**
 * A connection that keeps its statements prepared. Values are texts, numbers, or optional ones of
 * those, where empty is NULL. Used by one thread at a time.
 */
final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement and says how many rows it wrote. */
  int update(String sql, Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  /** All rows of a query. */
  <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(row.read(rows));
      }
      return read;
    }
  }

  /** Hands over the rows of a query one by one, keeping none. */
  <T> void each(String sql, Row<T> row, Consumer<T> each, Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        each.accept(row.read(rows));
      }
    }
  }

  /** The first row of a query, if there is one. */
  <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    }
  }

  /** The number that a query yields; empty where it is NULL. */
  Optional<Long> number(String sql, Object... values) throws SQLException {
    return first(sql, row -> optionalLong(row, 1), values).flatMap(found -> found);
  }

  /** Runs statements that are not worth keeping, one or several. */
  void script(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Copies the database, as this connection sees it, to a file that is empty. */
  void copyTo(Path copy) throws SQLException {
    DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
    int result = database.backup("main", copy.toString(), (left, all) -> {});
    if (result != SQLiteErrorCode.SQLITE_OK.code) {
      throw new SQLException("the copy failed: " + SQLiteErrorCode.getErrorCode(result));
    }
  }

  /** Closes the connection; what was not committed is gone. */
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }

  static Optional<Long> optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, plain(values[i]));
    }
    return statement;
  }

  @SuppressWarnings("NullAway") // JDBC's word for NULL is null.
  private static Object plain(Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }
}
