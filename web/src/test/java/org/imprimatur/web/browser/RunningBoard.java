package org.imprimatur.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.web.process.BoardProcess;

/** The packaged board as a process of its own, with the Keycloak that comes along. */
final class RunningBoard implements AutoCloseable {
  private static final Pattern PASSWORD = Pattern.compile("password\\s+(\\S+)");
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-Dimprimatur.authors.max-per-minute=100",
          // Waiting for the provider asks for the sign-in page more often than one address may.
          "-Dimprimatur.addresses.max-per-minute=0");

  private final BoardProcess process;

  private RunningBoard(BoardProcess process) {
    this.process = process;
  }

  /** Starts a board over this data folder and waits until both answer. */
  static RunningBoard start(Path data, String... options) {
    List<String> all = new ArrayList<>(OPTIONS);
    all.addAll(List.of(options));
    RunningBoard board = new RunningBoard(BoardProcess.withProvider(data, all));
    board.process.await("/", 200);
    board.process.await("/sign-in", 303);
    return board;
  }

  URI base() {
    return process.base();
  }

  String url(String path) {
    return base() + path;
  }

  /** The first moderator's password, as printed at the first start. */
  String moderatorPassword() {
    Matcher printed = PASSWORD.matcher(process.printed());
    assertThat(printed.find()).as(process.printed()).isTrue();
    return printed.group(1);
  }

  /** The structured log so far, line by line. */
  List<String> log() {
    return process.log();
  }

  @Override
  public void close() {
    try (process) {
      process.terminate();
      assertThat(process.end(Duration.ofSeconds(30))).isZero();
    }
  }
}
