package org.imprimatur.bench;

import java.nio.file.Path;

/**
 * Where measurements find what they need.
 *
 * @param root the folder of the sources, built
 * @param data a folder for their files
 * @param plan how long they may take
 */
record Place(Path root, Path data, Plan plan) {
  /** The packaged application. */
  Path app() {
    return root.resolve("web/target/quarkus-app");
  }

  /** The built application that is measured beside it. */
  Path peer() {
    return root.resolve("bench/peer");
  }
}
