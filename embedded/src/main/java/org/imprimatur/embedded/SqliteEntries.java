package org.imprimatur.embedded;

import java.time.Instant;
import java.util.Optional;
import org.imprimatur.session.ExpiringEntries;

/** Small values with an end in a table. */
final class SqliteEntries implements ExpiringEntries {
  private static final String PUT =
      "INSERT INTO entries (key, value, until) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE"
          + " SET value = excluded.value, until = excluded.until WHERE entries.until <= ?";
  private static final String FIND = "SELECT value FROM entries WHERE key = ? AND until > ?";

  private final Readers readers;
  private final Writer writer;

  SqliteEntries(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public boolean putIfAbsent(String key, String value, Instant until, Instant now) {
    return writer.write(
        sql -> sql.update(PUT, key, value, until.toEpochMilli(), now.toEpochMilli()) == 1);
  }

  @Override
  public Optional<String> find(String key, Instant now) {
    return readers.read(sql -> sql.first(FIND, row -> row.getString(1), key, now.toEpochMilli()));
  }

  @Override
  public void remove(String key) {
    writer.write(sql -> sql.update("DELETE FROM entries WHERE key = ?", key));
  }
}
