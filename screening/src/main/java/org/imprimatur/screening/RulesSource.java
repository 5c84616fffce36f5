package org.imprimatur.screening;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.imprimatur.screening.RulesFile.Content;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * The rules in force. The file is looked at again when somebody asks and a second has passed; a
 * change that is good takes effect at once and for whole posts, one that is not leaves the rules as
 * they were and is told once. Thread-safe; nobody waits for another's look.
 */
final class RulesSource {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Optional<Path> file;
  private final Clock clock;
  private final Telemetry telemetry;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile State state;

  /**
   * Rules of {@code file}, or those that come along.
   *
   * @throws RulesRefused if they cannot be used
   */
  RulesSource(Optional<Path> file, Clock clock, Telemetry telemetry) {
    this.file = file;
    this.clock = clock;
    this.telemetry = telemetry;
    Content content = file.map(RulesFile::read).orElseGet(RulesFile::standard);
    state = new State(content, rules(file, content), Optional.empty(), clock.instant());
  }

  /** The rules in a file; a refusal names the file. */
  static Rules rules(Optional<Path> file, Content content) {
    try {
      return content.rules();
    } catch (RulesRefused e) {
      throw new RulesRefused(
          "the rules of screening" + file.map(f -> " in " + f).orElse("") + ": " + e.getMessage());
    }
  }

  Rules current() {
    refresh();
    return state.rules();
  }

  /** Why the file as it is now is not in force; empty where it is. */
  Optional<String> refused() {
    refresh();
    return state.refused();
  }

  private void refresh() {
    if (file.isEmpty() || !looking.tryLock()) {
      return;
    }
    try {
      Instant now = clock.instant();
      if (state.stale(now)) {
        state = look(file.get(), state, now);
      }
    } finally {
      looking.unlock();
    }
  }

  private State look(Path path, State last, Instant now) {
    Content content = RulesFile.read(path);
    if (content.equals(last.content())) {
      return new State(content, last.rules(), last.refused(), now);
    }
    try {
      State next = new State(content, content.rules(), Optional.empty(), now);
      telemetry.record(new Occurrence(Occurrence.Kind.RULES_CHANGED, Map.of()));
      return next;
    } catch (RulesRefused e) {
      String reason = Optional.ofNullable(e.getMessage()).orElse("");
      telemetry.record(new Occurrence(Occurrence.Kind.RULES_REFUSED, Map.of("reason", reason)));
      return new State(content, last.rules(), Optional.of(reason), now);
    }
  }

  /**
   * What is known of the file.
   *
   * @param content what it said at the last look
   * @param rules the last good rules
   * @param refused why these are not the content's
   * @param looked when that was
   */
  private record State(Content content, Rules rules, Optional<String> refused, Instant looked) {
    boolean stale(Instant now) {
      return now.isBefore(looked) || !now.isBefore(looked.plus(FRESH));
    }
  }
}
