package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.event.Event;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.transfer.Entry;
import org.imprimatur.transfer.Intake;
import org.imprimatur.transfer.Kept;

/**
 * Keeps entries in one transaction for each call, with what has to follow from them. Nobody needs
 * to be attached: what follows waits until somebody is.
 */
final class SqliteIntake implements Intake {
  private final Outbox outbox;

  SqliteIntake(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<Kept> keep(List<Entry> entries) {
    return outbox.write(
        sql -> {
          List<Kept> kept = new ArrayList<>();
          for (Entry entry : entries) {
            kept.add(keep(sql, entry));
          }
          return kept;
        });
  }

  private Kept keep(Sql sql, Entry entry) throws SQLException {
    return entry
        .<Work<Kept>>fold(
            post -> s -> post(s, entry, post),
            departed -> s -> archived(s, entry, departed),
            act -> s -> act(s, act),
            notice -> s -> notice(s, notice),
            event -> s -> decision(s, event))
        .run(sql);
  }

  private Kept post(Sql sql, Entry entry, Post post) throws SQLException {
    Optional<Kept> standing = standing(sql, entry, post.id());
    if (standing.isEmpty()) {
      SqlitePosts.put(sql, outbox, post);
    }
    return standing.orElse(Kept.ADDED);
  }

  private static Kept archived(Sql sql, Entry entry, ArchivedPost departed) throws SQLException {
    Optional<Kept> standing = standing(sql, entry, departed.post().id());
    if (standing.isEmpty()) {
      SqliteArchive.put(sql, departed);
    }
    return standing.orElse(Kept.ADDED);
  }

  private static Optional<Kept> standing(Sql sql, Entry entry, PostId id) throws SQLException {
    Optional<Post> onBoard = sql.first(SqlitePosts.FIND_EVEN_EXPIRED, PostRow::read, id.value());
    return onBoard.isPresent()
        ? onBoard.map(entry::beside)
        : sql.first(SqliteArchive.FIND, SqliteArchive::archived, id.value()).map(entry::beside);
  }

  private static Kept act(Sql sql, AuditEntry act) throws SQLException {
    if (SqliteAuditTrail.append(sql, act)) {
      return Kept.ADDED;
    }
    return Kept.there(
        sql.first(SqliteAuditTrail.FIND, SqliteAuditTrail::entry, act.id())
            .equals(Optional.of(act)));
  }

  private static Kept notice(Sql sql, Notice notice) throws SQLException {
    if (SqliteNotices.put(sql, notice)) {
      return Kept.ADDED;
    }
    return Kept.there(
        sql.first(SqliteNotices.FIND, SqliteNotices::notice, notice.personId(), notice.id())
            .equals(Optional.of(notice)));
  }

  private Kept decision(Sql sql, Event event) throws SQLException {
    if (!SqliteBus.first(sql, outbox, event)) {
      return Kept.THERE_BEFORE;
    }
    Deliveries.keep(sql, event);
    Deliveries.add(sql, RecordDecision.SUBSCRIPTION, event.id(), outbox.now());
    return Kept.ADDED;
  }
}
