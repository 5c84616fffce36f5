package org.imprimatur.aws;

/**
 * Hears what each DynamoDB call cost, so that a page view and a post have a price. Thread-safe;
 * never throws.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Capacity
 *     unit consumption</a>
 */
@FunctionalInterface
public interface Capacity {
  /**
   * One call was answered.
   *
   * @param operation the name of the API operation
   * @param table the table it was about
   * @param units the capacity units it took, table and indexes together
   */
  void consumed(String operation, String table, double units);

  /** Listens to nothing. */
  static Capacity ignored() {
    return (operation, table, units) -> {};
  }
}
