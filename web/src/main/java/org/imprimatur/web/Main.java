package org.imprimatur.web;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Set;
import org.imprimatur.web.ops.KnownEnvironment;

/** The entry point: looks at the environment once, then hands over to Quarkus. */
@QuarkusMain
public class Main {
  private static final int USAGE = 2;

  private Main() {}

  /** Starts the server and returns when it has stopped. */
  public static void main(String... args) {
    Set<String> unknown = KnownEnvironment.unknown(System.getenv().keySet());
    if (!unknown.isEmpty()) {
      System.err.println("Not a setting of Imprimatur: " + String.join(", ", unknown));
      System.exit(USAGE);
    }
    Quarkus.run(args);
  }
}
