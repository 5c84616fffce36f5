package org.imprimatur.embedded;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is true of every sound board.
 *
 * @param name what a breach of it is called
 * @param breach what is wrong then, and what to do where there is no mend
 * @param query the ids of what breaks it
 * @param mend puts it right by what the pipeline does anyway, where that can
 */
record Rule(String name, String breach, String query, Optional<Mend> mend) {
  static Rule of(String name, String breach, String query) {
    return new Rule(name, breach, query, Optional.empty());
  }

  static Rule of(String name, String breach, String query, Mend mend) {
    return new Rule(name, breach, query, Optional.of(mend));
  }

  /** Puts right what broke a rule; a repeat changes nothing more. */
  @FunctionalInterface
  interface Mend {
    void mend(Sql sql, String id, Instant now) throws SQLException;
  }
}
