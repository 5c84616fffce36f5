package org.imprimatur.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one row. */
@FunctionalInterface
interface Row<T> {
  /** The value of the row that {@code row} stands on. */
  T read(ResultSet row) throws SQLException;
}
