package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Recipient;
import org.imprimatur.mail.Recipients;

/** Recipients in a table. */
final class SqliteRecipients implements Recipients {
  private static final String COLUMNS = "id, address, secret, moderator, since";
  private static final String PUT =
      "INSERT OR REPLACE INTO recipients (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM recipients WHERE ";
  static final String FIND = SELECT + "id = ?";
  static final String MODERATORS = SELECT + "moderator = 1 ORDER BY id LIMIT ?";
  private static final String REMOVE = "DELETE FROM recipients WHERE id = ?";

  private final Readers readers;
  private final Writer writer;

  SqliteRecipients(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public void put(Recipient recipient) {
    writer.write(
        sql ->
            sql.update(
                PUT,
                recipient.id(),
                recipient.address().value(),
                recipient.secret(),
                recipient.moderator() ? 1 : 0,
                recipient.since().toEpochMilli()));
  }

  @Override
  public Optional<Recipient> find(String id) {
    return readers.read(sql -> sql.first(FIND, SqliteRecipients::recipient, id));
  }

  @Override
  public void remove(String id) {
    writer.write(sql -> sql.update(REMOVE, id));
  }

  @Override
  public boolean remove(String id, String secret) {
    return writer.write(sql -> sql.update(REMOVE + " AND secret = ?", id, secret) == 1);
  }

  @Override
  public List<Recipient> moderators(int limit) {
    return readers.read(sql -> sql.list(MODERATORS, SqliteRecipients::recipient, limit));
  }

  private static Recipient recipient(ResultSet row) throws SQLException {
    return new Recipient(
        row.getString(1),
        new Address(row.getString(2)),
        row.getString(3),
        row.getInt(4) == 1,
        PostRow.millis(row, 5));
  }
}
