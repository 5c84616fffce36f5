package org.imprimatur.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Brings a database file to the form this version works with: forwards only, each step in one
 * transaction together with the number that says it was taken.
 */
final class Migrations {
  /** Marks the file as Imprimatur's, in the place SQLite has for that: "IMPR". */
  static final int APPLICATION_ID = 0x494d5052;

  private static final List<String> STEPS =
      List.of(
          "V001__board.sql",
          "V002__moderation.sql",
          "V003__removals.sql",
          "V004__search.sql",
          "V005__mail.sql");

  private final List<String> steps;

  Migrations() {
    this(STEPS.stream().map(Migrations::resource).toList());
  }

  /** Takes these steps, the first of which makes version 1. */
  Migrations(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Takes the steps that are missing. */
  void run(Sql sql) throws SQLException {
    to(sql, steps.size());
  }

  /** Takes the steps that are missing up to a version. */
  void to(Sql sql, int version) throws SQLException {
    for (int next = version(sql) + 1; next <= version; next++) {
      step(sql, next);
    }
  }

  /** Refuses a file that this version neither made nor can bring forward. */
  int version(Sql sql) throws SQLException {
    int version = pragma(sql, "user_version");
    int owner = pragma(sql, "application_id");
    boolean empty =
        sql.first("SELECT 1 FROM sqlite_schema LIMIT 1", row -> row.getInt(1)).isEmpty();
    if (owner != APPLICATION_ID && !(empty && owner == 0 && version == 0)) {
      throw new DataUnusable("imprimatur.db is not a database of Imprimatur; move it away.");
    }
    if (version > steps.size()) {
      throw new DataUnusable(
          "imprimatur.db was written by a newer Imprimatur (its form is %d, this one knows %d); use that version, or restore a backup."
              .formatted(version, steps.size()));
    }
    return version;
  }

  /** Refuses a file in any other form than this version's, without changing it. */
  void check(Sql sql) throws SQLException {
    if (version(sql) < steps.size()) {
      throw new DataUnusable(
          "imprimatur.db has the form of an older Imprimatur; start this one once.");
    }
  }

  private void step(Sql sql, int version) throws SQLException {
    sql.script("BEGIN IMMEDIATE");
    try {
      sql.script(steps.get(version - 1));
      sql.script("PRAGMA application_id = " + APPLICATION_ID);
      sql.script("PRAGMA user_version = " + version);
      sql.script("COMMIT");
    } catch (SQLException e) {
      undo(sql, e);
      throw e;
    }
  }

  /** After some failures, such as one of the disk, SQLite has undone everything by itself. */
  private static void undo(Sql sql, SQLException why) {
    try {
      sql.script("ROLLBACK");
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private static int pragma(Sql sql, String name) throws SQLException {
    Optional<Integer> value = sql.first("PRAGMA " + name, row -> row.getInt(1));
    return value.orElse(0);
  }

  private static String resource(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
