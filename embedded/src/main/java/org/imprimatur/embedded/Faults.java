package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.Set;
import org.imprimatur.post.StoreUnavailable;
import org.sqlite.SQLiteException;

/** What the errors of SQLite mean to us. */
final class Faults {
  private static final int PRIMARY_CODE = 0xff;

  /** SQLITE_ERROR, TOOBIG, CONSTRAINT, MISMATCH, RANGE: one statement was wrong, no more. */
  private static final Set<Integer> STATEMENT_ONLY = Set.of(1, 18, 19, 20, 25);

  private Faults() {}

  /** Whether an error is that of one statement, after which its transaction can go on. */
  static boolean ofOneStatement(SQLException e) {
    return e instanceof SQLiteException sqlite
        && STATEMENT_ONLY.contains(sqlite.getResultCode().code & PRIMARY_CODE);
  }

  /** An error in a form callers know; its message says which kind it is and quotes nothing. */
  static StoreUnavailable unavailable(SQLException e, boolean outcomeKnown) {
    String kind =
        e instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : "no connection";
    return new StoreUnavailable("the database did not answer: " + kind, outcomeKnown, e);
  }
}
