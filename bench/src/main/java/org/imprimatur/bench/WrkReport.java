package org.imprimatur.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk says at its end.
 *
 * @param perSecond how many answers came each second
 * @param p99Millis how many milliseconds 99 of 100 of them took at most
 */
record WrkReport(double perSecond, double p99Millis) {
  private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec: +([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("(?m)^ +99% +([0-9.]+)(us|ms|s|m)\\b");
  private static final Pattern WRONG =
      Pattern.compile("(?m)^ *(Non-2xx or 3xx responses|Socket errors): .*$");

  /** Reads it; any answer that was an error, and any that did not come, makes it worthless. */
  static WrkReport parse(String output) throws IOException {
    Matcher wrong = WRONG.matcher(output);
    if (wrong.find()) {
      throw new IOException("wrk saw errors: " + wrong.group().strip());
    }
    double perSecond = Double.parseDouble(found(RATE, output).group(1));
    if (perSecond == 0) {
      throw new IOException("wrk had no answer");
    }
    Matcher p99 = found(P99, output);
    return new WrkReport(perSecond, Double.parseDouble(p99.group(1)) * millis(p99.group(2)));
  }

  private static Matcher found(Pattern pattern, String output) throws IOException {
    return Optional.of(pattern.matcher(output))
        .filter(Matcher::find)
        .orElseThrow(() -> new IOException("wrk was not understood:\n" + output));
  }

  private static double millis(String unit) {
    return switch (unit) {
      case "us" -> 0.001;
      case "ms" -> 1;
      case "s" -> 1_000;
      default -> 60_000;
    };
  }
}
