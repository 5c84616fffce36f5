package org.imprimatur.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.bench.Machine;
import org.imprimatur.prove.Findings.Found;

/**
 * The command: {@code ROOT COMMIT [--long] [CHECK...]} makes all checks, or those that are named,
 * and writes {@code docs/proof.md}. Ends with 0 when all that were made are met, 1 when one is not,
 * 2 when called wrongly.
 */
public final class Prove {
  private static final int MISSED = 1;
  private static final int MISUSED = 2;
  private static final String LONG = "--long";

  private Prove() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    List<String> names = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    boolean thorough = names.remove(LONG);
    List<Check> chosen =
        Checks.ALL.stream().filter(c -> names.isEmpty() || names.contains(c.id())).toList();
    List<String> known = Checks.ALL.stream().map(Check::id).distinct().toList();
    if (!known.containsAll(names)) {
      System.err.println("There are: " + String.join(", ", known) + "; and " + LONG + ".");
      System.exit(MISUSED);
    }
    Path proof = Files.createDirectories(root.resolve("bench/target/proof"));
    Findings findings = new Findings(proof);
    Site site = new Site(root, proof, thorough);
    boolean met = true;
    for (Check check : chosen) {
      Found found = made(check, site, arguments[1]);
      findings.keep(check, thorough, found);
      met &= found.finding().verdict() == Finding.Verdict.MET;
      new Document(Checks.ALL, findings).writeTo(root.resolve("docs/proof.md"));
    }
    System.exit(met ? 0 : MISSED);
  }

  private static Found made(Check check, Site site, String commit) throws IOException {
    System.err.println(check.id() + ": " + check.tries() + " ...");
    Instant start = Clock.systemUTC().instant();
    Finding finding = finding(check, site);
    Duration took = Duration.between(start, Clock.systemUTC().instant());
    System.err.println(check.id() + ": " + finding.verdict() + ": " + finding.figure());
    String at = start.truncatedTo(ChronoUnit.SECONDS).toString();
    return new Found(finding, at, took.toSeconds(), Machine.describe(site.data()), commit);
  }

  private static Finding finding(Check check, Site site) {
    try {
      return check.run(site);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.cannotRun("interrupted");
    } catch (Exception e) {
      e.printStackTrace();
      return Finding.of(false, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
