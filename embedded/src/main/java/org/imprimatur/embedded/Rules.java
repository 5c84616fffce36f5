package org.imprimatur.embedded;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.approval.RecordDecision;
import org.imprimatur.post.Change;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;

/** What is true of every sound board, whatever was killed, repeated or restored. */
final class Rules {
  private static final String LEAVING = "('REJECTED', 'WITHDRAWN')";
  private static final String DEPARTURES =
      "(SELECT id FROM changes WHERE kind IN ('REJECTED', 'WITHDRAWN', 'EXPIRED'))";
  private static final String SOMEWHERE =
      "(SELECT id FROM posts UNION ALL SELECT id FROM archive UNION ALL SELECT id FROM "
          + DEPARTURES
          + ")";

  private static final String REINDEX =
      """
      DELETE FROM findable;
      INSERT INTO words (words) VALUES ('delete-all');
      INSERT INTO findable (number, post_id)
      SELECT (published_at << 20) + row_number() OVER (PARTITION BY published_at ORDER BY id) - 1, id
      FROM posts WHERE status = 'PUBLISHED';
      INSERT INTO words (rowid, heading, text)
      SELECT number, title, body FROM findable JOIN posts ON id = post_id ORDER BY number;
      """;

  /** The rules about posts. */
  private static final List<Rule> POSTS =
      List.of(
          Rule.of(
              "board-and-archive",
              "is on the board and in the archive at once; withdraw it or take it down",
              "SELECT id FROM posts WHERE id IN (SELECT id FROM archive) AND status NOT IN "
                  + LEAVING),
          Rule.of(
              "stuck-leaving",
              "was rejected or withdrawn, and nothing will archive it",
              "SELECT id FROM posts WHERE status IN " + LEAVING + " AND id NOT IN " + DEPARTURES,
              Rules::sendDeparture),
          Rule.of(
              "public-unapproved",
              "is public without an approval; take it down",
              "SELECT id FROM posts WHERE status IN ('PUBLISHED', 'HIDDEN')"
                  + " AND verdict IS NOT 'APPROVED'"),
          Rule.of(
              "pending-decided",
              "waits for a decision and has one; restore a backup",
              "SELECT id FROM posts WHERE status = 'PENDING' AND verdict IS NOT NULL"),
          Rule.of(
              "revision-order",
              "has a proposal that is not newer than its text; restore a backup",
              "SELECT id FROM posts WHERE revision < 1"
                  + " OR (json_valid(proposal) AND json_extract(proposal, '$.number') <= revision)"),
          Rule.of(
              "archived-early",
              "left the board as expired before its time; restore a backup",
              "SELECT id FROM archive WHERE cause = 'EXPIRED' AND left_at < expires * 1000"),
          Rule.of(
              "archived-otherwise",
              "is in the archive for another cause than its status says; restore a backup",
              "SELECT id FROM archive WHERE cause <> CASE WHEN status IN "
                  + LEAVING
                  + " THEN status ELSE 'EXPIRED' END"));

  /** The rules about what is on its way. */
  private static final List<Rule> PIPELINE =
      List.of(
          Rule.of(
              "undelivered-change",
              "is a change that nobody will be told of",
              "SELECT change_id FROM changes WHERE change_id NOT IN"
                  + " (SELECT about FROM deliveries WHERE subscriber = 'changes')",
              (sql, id, now) -> Deliveries.add(sql, Deliveries.CHANGES, id, now)),
          Rule.of(
              "change-of-nothing",
              "is a change of a post that is nowhere; its text is in the table of changes",
              "SELECT change_id FROM changes WHERE id NOT IN " + SOMEWHERE),
          Rule.of(
              "empty-delivery",
              "is a delivery without a content",
              "SELECT seq FROM deliveries WHERE CASE subscriber WHEN 'changes'"
                  + " THEN about NOT IN (SELECT change_id FROM changes)"
                  + " ELSE about NOT IN (SELECT id FROM events) END",
              (sql, id, now) ->
                  sql.update("DELETE FROM deliveries WHERE seq = ?", Long.parseLong(id))),
          Rule.of(
              "undelivered-decision",
              "is a decision that nobody will be told of",
              "SELECT id FROM events WHERE detail_type = '"
                  + ApprovalEvents.RESPONSE
                  + "' AND id NOT IN (SELECT about FROM deliveries)",
              (sql, id, now) -> Deliveries.add(sql, RecordDecision.SUBSCRIPTION, id, now)),
          Rule.of(
              "request-of-nothing",
              "asks about a post that is nowhere; restore a backup",
              "SELECT id FROM events WHERE detail_type = '"
                  + ApprovalEvents.REQUEST
                  + "' AND json_extract(detail, '$.post.id') NOT IN "
                  + SOMEWHERE));

  private static final String PUBLIC = "(SELECT id FROM posts WHERE status = 'PUBLISHED')";

  /** The rules about the search, whose index is computed from the posts. */
  private static final List<Rule> SEARCH =
      List.of(
          Rule.of(
              "search-index",
              "is public and not found, or found and not public",
              "SELECT id FROM posts WHERE status = 'PUBLISHED'"
                  + " AND id NOT IN (SELECT post_id FROM findable)"
                  + " UNION SELECT post_id FROM findable WHERE post_id NOT IN "
                  + PUBLIC
                  + " UNION SELECT post_id FROM findable"
                  + " WHERE number NOT IN (SELECT id FROM words_docsize)",
              (sql, id, now) -> sql.script(REINDEX)));

  /** The rules about the audit trail, which is written when a change is handled. */
  private static final List<Rule> TRAIL =
      List.of(
          unaudited("posts", "status IN ('PUBLISHED', 'HIDDEN')", "'PUBLISHED'"),
          unaudited("posts", "status = 'PENDING'", "'INSERTED'"),
          unaudited("archive", "published_at IS NOT NULL", "'PUBLISHED'"),
          unaudited("archive", "TRUE", "cause"));

  /** All of them. */
  static final List<List<Rule>> ALL = List.of(POSTS, PIPELINE, SEARCH, TRAIL);

  private Rules() {}

  private static Rule unaudited(String table, String which, String act) {
    return Rule.of(
        "unaudited",
        "has no entry in the audit trail for what became of it; there is no way to know who did it",
        "SELECT id FROM %s AS post WHERE %s AND id NOT IN (SELECT id FROM changes) AND NOT EXISTS"
                .formatted(table, which)
            + " (SELECT 1 FROM audit WHERE post_id = post.id AND act = "
            + act
            + ")");
  }

  private static void sendDeparture(Sql sql, String id, Instant now) throws SQLException {
    Optional<Post> found = sql.first(SqlitePosts.FIND_EVEN_EXPIRED, PostRow::read, id);
    if (found.isEmpty()) {
      return;
    }
    Post post = found.get();
    Change.Kind kind = Change.Kind.valueOf(post.status().name());
    Change left = new Change(kind, post, post.decision().map(Decision::decidedAt).orElse(now));
    Deliveries.keep(sql, left);
    Deliveries.add(sql, Deliveries.CHANGES, left.id(), now);
  }
}
