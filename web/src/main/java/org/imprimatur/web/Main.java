package org.imprimatur.web;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Set;
import org.imprimatur.web.limit.Connections;
import org.imprimatur.web.limit.OpenFiles;
import org.imprimatur.web.ops.KnownEnvironment;
import org.imprimatur.web.ops.StartFailure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/** The entry point: looks at the environment once, then hands over to Quarkus. */
@QuarkusMain
public class Main implements QuarkusApplication {
  private static final Logger LOG = Logger.getLogger(Main.class);
  private static final int USAGE = 2;
  private static final int FEW = 200;

  private final Lifecycle lifecycle;

  Main(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /** Starts the server and returns when it has stopped. */
  public static void main(String... args) {
    Set<String> unknown = KnownEnvironment.unknown(System.getenv().keySet());
    if (!unknown.isEmpty()) {
      System.err.println("Not a setting of Imprimatur: " + String.join(", ", unknown));
      System.exit(USAGE);
    }
    System.setProperty(Connections.SWITCH, Connections.ON);
    Quarkus.run(Main.class, Main::stopped, args);
  }

  /** By now all listens that is to listen. */
  @Override
  public int run(String... args) {
    endWellWhenAsked();
    tellHowFewMayCome();
    lifecycle.welcome();
    Quarkus.waitForExit();
    return 0;
  }

  private static void tellHowFewMayCome() {
    if (OpenFiles.connections() < FEW) {
      LOG.warn(
          "only a few connections at a time, for want of open files: allow the process more of them"
              + " (ulimit -n)");
    }
  }

  /** Being asked to stop is no failure: without this the exit code would be 143. */
  private static void endWellWhenAsked() {
    try {
      Signal.handle(new Signal("TERM"), asked -> Quarkus.asyncExit(0));
    } catch (IllegalArgumentException e) {
      LOG.debug("the virtual machine was started with -Xrs and ends as it was told", e);
    }
  }

  private static void stopped(int exitCode, @Nullable Throwable failure) {
    if (failure != null) {
      System.err.println(StartFailure.explain(failure));
    }
    System.exit(exitCode);
  }
}
