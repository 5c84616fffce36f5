package org.imprimatur.keycloak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line and environment of a Keycloak process.
 *
 * <p>Java is started without Keycloak's own script, which would stand as a shell between us and the
 * process that we watch. Secrets go by the environment, which only the owner can read, and never on
 * the command line.
 */
record ServerCommand(Distribution distribution, Home home, List<String> javaFlags) {

  /** Asked of the system rather than of a search path: a shadowed tool must not run in our name. */
  private static final Path TOOLS = Path.of("/usr/bin");

  private static final List<String> OPENED_PACKAGES =
      List.of("java.util", "java.util.concurrent", "java.security", "java.lang");

  /** What identifies a process as the Keycloak of this home. */
  static String homeFlag(Home home) {
    return "-Dkc.home.dir=" + home.root();
  }

  /** Java options of a server: quick to start and small, at some cost to its peak speed. */
  static List<String> serverFlags(String heap) {
    return List.of(
        "-Xms64m",
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData");
  }

  /** Keycloak with these arguments, in a session of its own that ends when we do. */
  ProcessBuilder process(List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>(tether());
    command.add(distribution.java().toString());
    command.add(homeFlag(home));
    command.addAll(javaFlags);
    command.addAll(distribution.classDataFlags());
    command.addAll(keycloakFlags());
    command.addAll(List.of("-cp", distribution.runner().toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(arguments);
    return configured(new ProcessBuilder(command), environment);
  }

  private ProcessBuilder configured(ProcessBuilder builder, Map<String, String> environment) {
    builder.directory(home.root().toFile());
    builder.redirectErrorStream(true).redirectOutput(home.console().toFile());
    // Only what is said here: a stray KC_ variable of the operator's shell would change the server.
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
    builder.environment().putAll(environment);
    return builder;
  }

  private List<String> keycloakFlags() {
    List<String> flags = new ArrayList<>();
    flags.add("-Djboss.server.config.dir=" + home.root().resolve("conf"));
    flags.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    flags.add(
        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");
    flags.add("-Dpicocli.disable.closures=true");
    flags.add("-Dfile.encoding=UTF-8");
    flags.add("-Duser.language=en");
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("-XX:ErrorFile=" + home.root().resolve("crash.log"));
    flags.add("--enable-native-access=ALL-UNNAMED");
    for (String name : OPENED_PACKAGES) {
      flags.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    return flags;
  }

  /**
   * On Linux: a session of its own, so that Ctrl-C reaches the board alone, which then stops
   * Keycloak after its own work; and a death signal, so that no kill of the board leaves an orphan.
   */
  private static List<String> tether() {
    List<String> tether = new ArrayList<>();
    Path setsid = TOOLS.resolve("setsid");
    if (Files.isExecutable(setsid)) {
      tether.add(setsid.toString());
    }
    Path setpriv = TOOLS.resolve("setpriv");
    if (Files.isExecutable(setpriv)) {
      tether.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL", "--"));
    }
    return tether;
  }
}
