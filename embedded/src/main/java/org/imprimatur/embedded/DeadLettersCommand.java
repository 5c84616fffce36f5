package org.imprimatur.embedded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.post.Hash;

/**
 * The operator's command for deliveries that were given up: {@code --data DIR list [--json]} and
 * {@code --data DIR redrive ID|--all}; what is redriven is in the audit trail. Works on the file of
 * a running server, which takes notice within a second, and on that of a stopped one. Ends with 0
 * when done, 1 when there is no such delivery, 2 when called wrongly, 3 when the data cannot be
 * used.
 */
public final class DeadLettersCommand {
  private static final int DONE = 0;
  private static final int NO_SUCH = 1;
  private static final int MISUSED = 2;
  private static final int UNUSABLE = 3;
  private static final int MOST = 10_000;
  private static final String ALL = "--all";
  private static final String USAGE =
      "Usage: dead-letters --data DIR list [--json] | redrive ID | redrive --all";

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  DeadLettersCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    DeadLettersCommand command = new DeadLettersCommand(System.out, System.err, Clock.systemUTC());
    System.exit(command.run(List.of(arguments)));
  }

  /** Runs the command; returns its exit code. */
  int run(List<String> arguments) {
    if (arguments.size() < 3 || !arguments.get(0).equals("--data")) {
      return misused();
    }
    try {
      return run(Path.of(arguments.get(1)), arguments.subList(2, arguments.size()));
    } catch (DataUnusable e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return failed("The database cannot be used: " + Faults.unavailable(e, true).getMessage());
    } catch (InvalidPathException e) {
      return failed("This is no name of a folder.");
    }
  }

  private int run(Path data, List<String> command) throws SQLException {
    List<String> list = List.of("list");
    List<String> listJson = List.of("list", "--json");
    if (command.equals(list) || command.equals(listJson)) {
      return list(data, command.equals(listJson));
    }
    return command.size() == 2 && command.get(0).equals("redrive")
        ? redrive(data, command.get(1))
        : misused();
  }

  private int list(Path data, boolean json) throws SQLException {
    try (Sql sql = open(data)) {
      List<DeadLetter> letters = DeadLetterRows.list(sql, MOST);
      letters.forEach(letter -> out.println(json ? json(letter) : line(letter)));
      if (letters.isEmpty() && !json) {
        out.println("There are no dead letters.");
      }
      return DONE;
    }
  }

  private int redrive(Path data, String which) throws SQLException {
    try (Sql sql = open(data)) {
      sql.script("BEGIN IMMEDIATE");
      int redriven = redriven(sql, which);
      sql.script("COMMIT");
      boolean found = redriven > 0 || which.equals(ALL);
      (found ? out : err)
          .println(found ? "Redriven: " + redriven : "There is no dead letter of this id.");
      return found ? DONE : NO_SUCH;
    }
  }

  /** Each is in the audit trail, in the same transaction. */
  private int redriven(Sql sql, String which) throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int redriven = 0;
    List<DeadLetter> letters = chosen(sql, which);
    while (!letters.isEmpty()) {
      for (DeadLetter letter : letters) {
        DeadLetterRows.redrive(sql, letter.id(), now);
        SqliteAuditTrail.append(sql, entry(letter, now));
      }
      redriven += letters.size();
      letters = chosen(sql, which);
    }
    return redriven;
  }

  private static List<DeadLetter> chosen(Sql sql, String which) throws SQLException {
    return which.equals(ALL)
        ? DeadLetterRows.list(sql, MOST)
        : DeadLetterRows.find(sql, which).stream().toList();
  }

  private static AuditEntry entry(DeadLetter letter, Instant now) {
    String what =
        "dead letter %s: %s for %s".formatted(letter.id(), letter.about(), letter.subscriber());
    String id = Hash.of(Act.REDRIVEN + " " + what + " " + now);
    return new AuditEntry(
        id, now, Act.REDRIVEN, Actor.OPERATOR, Optional.empty(), 0, Optional.of(what));
  }

  private static Sql open(Path data) throws SQLException {
    Path file = DataFolder.database(data);
    if (!Files.isRegularFile(file)) {
      throw new DataUnusable("There is no database in " + data + "; name the data folder.");
    }
    Sql sql = new Database(file).openToWrite();
    try {
      new Migrations().check(sql);
      return sql;
    } catch (SQLException | RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  private static String line(DeadLetter letter) {
    return "%s  %s  %s  %s  tried %d times  %s"
        .formatted(
            letter.id(),
            letter.parkedAt(),
            letter.subscriber(),
            letter.about(),
            letter.attempts(),
            letter.reason());
  }

  private static String json(DeadLetter letter) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("id", letter.id());
    object.put("subscriber", letter.subscriber());
    object.put("about", letter.about());
    object.put("reason", letter.reason());
    object.put("attempts", letter.attempts());
    object.put("parkedAt", letter.parkedAt().toString());
    return object.toString();
  }

  private int misused() {
    err.println(USAGE);
    return MISUSED;
  }

  private int failed(String message) {
    err.println(message);
    return UNUSABLE;
  }
}
