package org.imprimatur.contract;

/**
 * What the tests of an engine provide to every contract. The tests also close what they opened,
 * after each test.
 */
public interface EngineContract {
  /** A new, empty engine in these surroundings. Called once or more in a test. */
  RuntimeUnderTest open(Surroundings surroundings);
}
