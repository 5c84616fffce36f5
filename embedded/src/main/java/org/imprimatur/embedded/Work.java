package org.imprimatur.embedded;

import java.sql.SQLException;

/** What to do with a connection: part of one transaction, done wholly or not at all. */
@FunctionalInterface
interface Work<T> {
  /**
   * Does it; anything thrown undoes it. What writes may have to do it again, so it changes nothing
   * but rows.
   */
  T run(Sql sql) throws SQLException;
}
