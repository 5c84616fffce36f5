package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.post.Post;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Holdings;

/**
 * Everything in the file, read row by row in one transaction: as it was when that began, whatever
 * is written meanwhile.
 */
final class SqliteHoldings implements Holdings {
  static final String POSTS = "SELECT " + PostRow.COLUMNS + " FROM posts ORDER BY id";
  static final String ARCHIVE = SqliteArchive.SELECT + " ORDER BY id";

  /**
   * Posts that have left and are not in the archive yet; of an expired one this is the only place.
   * Where two changes took the same post off the board, SQLite takes the columns from the row of
   * the minimum: the first of them.
   */
  static final String DEPARTING =
      "SELECT "
          + PostRow.COLUMNS
          + ", kind, min(at) FROM changes"
          + " WHERE (kind = 'EXPIRED' OR status IN ('REJECTED', 'WITHDRAWN'))"
          + " AND id NOT IN (SELECT id FROM archive) GROUP BY id";

  static final String DECISIONS = Deliveries.EVENTS + " WHERE detail_type = ? ORDER BY time, id";

  private final Readers readers;

  SqliteHoldings(Readers readers) {
    this.readers = readers;
  }

  @Override
  public void forEach(Consumer<Entry> each) {
    readers.read(
        sql -> {
          sql.script("BEGIN");
          try {
            read(sql, each);
          } finally {
            sql.script("COMMIT");
          }
          return true;
        });
  }

  private static void read(Sql sql, Consumer<Entry> each) throws SQLException {
    sql.each(POSTS, PostRow::read, post -> onBoard(post, each));
    sql.each(
        ARCHIVE, SqliteArchive::archived, departed -> each.accept(new Entry.Archived(departed)));
    sql.each(DEPARTING, Deliveries::change, change -> Entry.departing(change).ifPresent(each));
    sql.each(
        SqliteAuditTrail.EVERYTHING,
        SqliteAuditTrail::entry,
        act -> each.accept(new Entry.Audited(act)));
    sql.each(
        SqliteNotices.EVERYTHING,
        SqliteNotices::notice,
        notice -> each.accept(new Entry.Told(notice)));
    sql.each(
        DECISIONS,
        Deliveries::event,
        event -> each.accept(new Entry.Decision(event)),
        ApprovalEvents.RESPONSE);
  }

  /** One that is leaving is among the changes too, which say when it left. */
  private static void onBoard(Post post, Consumer<Entry> each) {
    if (!post.status().leaving()) {
      each.accept(new Entry.OnBoard(post));
    }
  }
}
