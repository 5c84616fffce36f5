package org.imprimatur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command: {@code DATA APP [--quick] [NAME...]} measures everything, or what is named, with
 * files in the folder {@code DATA} and the application packaged in {@code APP}, and prints a table.
 * Ends with 0 when done, 1 when something could not be measured, 2 when called wrongly.
 */
public final class Bench {
  private static final int MISUSED = 2;
  private static final String QUICK = "--quick";
  private static final List<Measurement> ALL =
      List.of(
          new Submissions(),
          new Visibility(),
          new Feed(),
          new FeedPages(),
          new Screened(),
          new HttpSubmissions(),
          new Start());

  private Bench() {}

  /** Runs the command. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    Plan plan = names.remove(QUICK) ? Plan.QUICK : Plan.FULL;
    List<Measurement> chosen =
        ALL.stream().filter(m -> names.isEmpty() || names.contains(m.name())).toList();
    if (chosen.size() < names.size()) {
      System.err.println("There are: " + String.join(", ", all()) + "; and " + QUICK + ".");
      System.exit(MISUSED);
    }
    Path data = Files.createDirectories(Path.of(arguments[0])).toRealPath();
    print(new Place(data, Path.of(arguments[1]), plan), chosen);
    System.exit(0);
  }

  private static List<String> all() {
    return ALL.stream().map(Measurement::name).toList();
  }

  private static void print(Place place, List<Measurement> chosen) throws Exception {
    System.out.println("Machine: " + Machine.describe(place.data()) + ".");
    System.out.println("Medians of %d, with least and most.".formatted(place.plan().repetitions()));
    String before = Machine.load();
    List<Row> rows = new ArrayList<>();
    try {
      for (Measurement measurement : chosen) {
        System.err.println("Measuring " + measurement.name() + " ...");
        rows.addAll(measurement.measure(place));
      }
    } finally {
      print(rows, before);
    }
  }

  /** What could be measured, also where the rest could not. */
  private static void print(List<Row> rows, String loadBefore) throws IOException {
    System.out.println("\n" + Row.HEAD);
    rows.forEach(row -> System.out.println(row.markdown()));
    System.out.println(
        "\nLoad average before: %s; after: %s.".formatted(loadBefore, Machine.load()));
  }
}
