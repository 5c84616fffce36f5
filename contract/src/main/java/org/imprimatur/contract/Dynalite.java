package org.imprimatur.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A process that serves DynamoDB's API over HTTP, with nothing in it; gone with the process that
 * started it at the latest. For the tests of any module of the build, which find what it runs
 * beside them; it is installed where it is not, which takes npm and its registry.
 */
public final class Dynalite implements AutoCloseable {
  private static final Path FOLDER = Path.of("../aws/src/test/dynalite").toAbsolutePath();

  private final Process process;
  private final URI endpoint;

  /** Starts one. */
  public Dynalite() {
    try {
      install();
      process =
          new ProcessBuilder("node", "start.js")
              .directory(FOLDER.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      endpoint = URI.create("http://127.0.0.1:" + port(process).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String port(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return Objects.requireNonNull(said.readLine(), "dynalite did not start");
  }

  /** Where it answers. */
  public URI endpoint() {
    if (!process.isAlive()) {
      throw new IllegalStateException("dynalite has ended");
    }
    return endpoint;
  }

  private static void install() throws IOException {
    if (Files.isDirectory(FOLDER.resolve("node_modules/dynalite"))) {
      return;
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (npm.waitFor() != 0) {
        throw new IllegalStateException("npm ci failed in " + FOLDER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
  }
}
