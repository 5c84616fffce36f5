package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.Post;

/** Looks for what is true of no sound board, in all of a file as it is at one moment. */
final class Consistency {
  private static final String POSTS = "SELECT " + PostRow.COLUMNS + " FROM posts ORDER BY id";

  private static final String ARCHIVE = SqliteArchive.SELECT + " ORDER BY id";
  private static final Rule DAMAGE =
      Rule.of("damage", "is what SQLite finds wrong with the file; restore a backup", "");
  private static final Rule UNREADABLE =
      Rule.of("unreadable", "cannot be read; restore a backup", "");
  private static final Rule COMPUTED =
      Rule.of(
          "out-of-step",
          "is listed or attended to at another time than it should be",
          "",
          Consistency::computeAgain);

  private Consistency() {}

  /**
   * A breach of a rule.
   *
   * @param rule what is broken
   * @param id of the post, change, event or delivery that breaks it
   */
  record Flaw(Rule rule, String id) {
    /** One line for an operator. */
    String line() {
      return rule.name() + "  " + id + "  " + rule.breach();
    }
  }

  /** What a repair came to. */
  record Mended(List<Flaw> mended, List<Flaw> left) {}

  /**
   * All there are; where the file itself is damaged, nothing beyond that is looked at.
   *
   * @param sql a connection that has read nothing yet: the check of a full-text index trusts what
   *     its connection remembers, and calls it damage when others have written since (SQLite 3.54)
   */
  static List<Flaw> flaws(Sql sql) throws SQLException {
    sql.script("BEGIN");
    try {
      return found(sql);
    } finally {
      sql.script("COMMIT");
    }
  }

  private static List<Flaw> found(Sql sql) throws SQLException {
    List<String> damages = Database.problems(sql);
    return damages.isEmpty()
        ? inContent(sql)
        : damages.stream().map(damage -> new Flaw(DAMAGE, damage)).toList();
  }

  private static List<Flaw> inContent(Sql sql) throws SQLException {
    List<Flaw> flaws = new ArrayList<>();
    for (List<Rule> rules : Rules.ALL) {
      for (Rule rule : rules) {
        sql.each(rule.query(), row -> row.getString(1), id -> flaws.add(new Flaw(rule, id)));
      }
    }
    sql.each(POSTS, Consistency::ofPost, found -> found.ifPresent(flaws::add));
    sql.each(ARCHIVE, Consistency::ofArchived, found -> found.ifPresent(flaws::add));
    return flaws;
  }

  /** Puts right, in one transaction, what can be. */
  static Mended mend(Sql sql, Instant now) throws SQLException {
    sql.script("BEGIN IMMEDIATE");
    try {
      List<Flaw> flaws = found(sql);
      List<Flaw> mended = flaws.stream().filter(flaw -> flaw.rule().mend().isPresent()).toList();
      for (Flaw flaw : mended) {
        flaw.rule().mend().orElseThrow().mend(sql, flaw.id(), now);
      }
      sql.script("COMMIT");
      return new Mended(mended, flaws.stream().filter(flaw -> !mended.contains(flaw)).toList());
    } catch (SQLException | RuntimeException e) {
      sql.script("ROLLBACK");
      throw e;
    }
  }

  private static Optional<Flaw> ofPost(ResultSet row) throws SQLException {
    try {
      Post post = PostRow.read(row);
      boolean listed = post.waitingSince().equals(PostRow.optionalMillis(row, 10));
      boolean attended = post.due().equals(PostRow.optionalMillis(row, 11));
      return listed && attended
          ? Optional.empty()
          : Optional.of(new Flaw(COMPUTED, post.id().value()));
    } catch (RuntimeException e) {
      return Optional.of(new Flaw(UNREADABLE, row.getString(1)));
    }
  }

  private static Optional<Flaw> ofArchived(ResultSet row) throws SQLException {
    try {
      SqliteArchive.archived(row);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(new Flaw(UNREADABLE, row.getString(1)));
    }
  }

  private static void computeAgain(Sql sql, String id, Instant now) throws SQLException {
    Optional<Post> post = sql.first(SqlitePosts.FIND_EVEN_EXPIRED, PostRow::read, id);
    if (post.isPresent()) {
      sql.update(
          "UPDATE posts SET waiting_since = ?, due = ? WHERE id = ?",
          post.get().waitingSince().map(Instant::toEpochMilli),
          post.get().due().map(Instant::toEpochMilli),
          id);
    }
  }
}
