package org.imprimatur.prove;

import java.nio.file.Path;

/**
 * Where and how thoroughly checks are made.
 *
 * @param root the folder of the sources, built
 * @param data a folder for the files of checks
 * @param thorough whether for the full figures, however long that takes
 */
record Site(Path root, Path data, boolean thorough) {
  /** The packaged application. */
  Path app() {
    return root.resolve("web/target/quarkus-app");
  }

  /** The one number for a first look, the other for the full figures. */
  int pick(int brief, int full) {
    return thorough ? full : brief;
  }
}
