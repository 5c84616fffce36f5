package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command: {@code ROOT COMMIT DATA [--quick] [--large] [NAME...]} measures with files in the
 * folder {@code DATA} what is named, and prints a table. Where nothing is named and it is not
 * quick, that is all of the document {@code docs/performance.md}, which is written anew. Ends with
 * 0 when done, 1 when something could not be measured, 2 when called wrongly.
 */
public final class Bench {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final String QUICK = "--quick";
  private static final String LARGE = "--large";

  /** What the document is made of. */
  private static final List<Measurement> TABLE =
      List.of(
          new FeedPages(), new BoardSize(), new HttpSubmissions(), new Visibility(), new Start());

  /** What is measured only where it is named. */
  private static final List<Measurement> MORE = List.of(new Submissions(), new Screened());

  private Bench() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(Bench::endAll));
    List<String> names = new ArrayList<>(List.of(arguments).subList(3, arguments.length));
    Plan plan = names.remove(QUICK) ? Plan.QUICK : Plan.FULL;
    plan = names.remove(LARGE) ? plan.large() : plan;
    if (!all().map(Measurement::name).toList().containsAll(names)) {
      String known = String.join(", ", all().map(Measurement::name).toList());
      System.err.printf("There are: %s; %s and %s.%n", known, QUICK, LARGE);
      System.exit(MISUSED);
    }
    Path root = Path.of(arguments[0]);
    Path data = Files.createDirectories(Path.of(arguments[2])).toRealPath();
    Report report = report(new Place(root, data, plan), names, arguments[1]);
    System.out.println("\n" + report.markdown());
    if (names.isEmpty() && plan.repetitions() == Plan.FULL.repetitions()) {
      Document.in(root.resolve("docs")).write(report);
    }
    System.exit(report.whole() ? 0 : FAILED);
  }

  private static Stream<Measurement> all() {
    return Stream.concat(TABLE.stream(), MORE.stream());
  }

  private static Report report(Place place, List<String> names, String commit) throws IOException {
    Instant start = Clock.systemUTC().instant();
    String load = Machine.load();
    List<Row> rows =
        (names.isEmpty() ? TABLE.stream() : all().filter(m -> names.contains(m.name())))
            .flatMap(measurement -> rows(measurement, place))
            .toList();
    return new Report(
        rows,
        Machine.describe(place.data()),
        start,
        Duration.between(start, Clock.systemUTC().instant()),
        commit,
        "%s before, %s after".formatted(load, Machine.load()));
  }

  private static Stream<Row> rows(Measurement measurement, Place place) {
    System.err.println("Measuring " + measurement.name() + " ...");
    try {
      return measurement.measure(place).stream();
    } catch (Exception e) {
      System.err.println("Failed: " + e);
      return Stream.of(Row.failed("all of `" + measurement.name() + "`", Failure.words(e)));
    }
  }

  /** Nothing that was started is left behind, however this ends. */
  private static void endAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
