package org.imprimatur.keycloak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An unpacked Keycloak and the Java that runs it: the one that runs us.
 *
 * @param root the folder of the distribution
 * @param classDataFlags the Java options that make or use an archive of parsed classes
 */
record Distribution(Path root, List<String> classDataFlags) {

  Distribution {
    classDataFlags = List.copyOf(classDataFlags);
  }

  /** A distribution as it stands: with the archive of this Java when the build has made one. */
  static Distribution at(Path root) {
    Distribution plain = new Distribution(root, List.of());
    return Files.exists(plain.archive()) ? plain.using(plain.archive()) : plain;
  }

  /** The same distribution, writing an archive of the classes it has loaded when it ends. */
  Distribution recording(Path archive) {
    return new Distribution(root, List.of("-XX:ArchiveClassesAtExit=" + archive));
  }

  /** Where the archive for this Java is. Another Java could not read it, so each has its own. */
  Path archive() {
    String version = System.getProperty("java.vm.version").replaceAll("[^0-9A-Za-z.+-]", "-");
    return root.resolve("classes-" + version + ".jsa");
  }

  Path lib() {
    return root.resolve("lib");
  }

  Path runner() {
    return lib().resolve("quarkus-run.jar");
  }

  Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Refuses a folder that holds no Keycloak. */
  Distribution checked() {
    if (Files.notExists(runner())) {
      throw new IllegalStateException("there is no Keycloak in " + root + ": build it first");
    }
    return this;
  }

  private Distribution using(Path archive) {
    return new Distribution(root, List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive));
  }
}
