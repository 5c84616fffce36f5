package org.imprimatur.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A picture of how far figures are from their targets: a bar for each, from the target in the
 * middle to the right as far as the figure is better than wanted and to the left as far as it is
 * worse, on a logarithmic scale.
 */
final class Chart {
  private static final int WIDTH = 960;
  private static final int LINE = 60;
  private static final int TOP = 64;
  private static final int MARGIN = 16;
  private static final int BARS = WIDTH - 2 * MARGIN;
  private static final int TARGET = BARS / 2;

  /** How many times better or worse reaches the edge. */
  private static final double EDGE = 10;

  private static final String PICTURE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
      role="img" aria-labelledby="title">
      <title id="title">How far each figure is from its target</title>
      <style>
      text { font: 14px system-ui, sans-serif; fill: #1f2328; }
      .small { font-size: 12px; fill: #59636e; }
      .end { text-anchor: end; }
      .middle { text-anchor: middle; }
      .met { fill: #1a7f37; }
      .missed { fill: #cf222e; }
      .page { fill: #ffffff; }
      .track { fill: #eaeef2; }
      .target { stroke: #1f2328; stroke-width: 2; }
      @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc; }
      .small { fill: #9198a1; }
      .met { fill: #3fb950; }
      .missed { fill: #f85149; }
      .page { fill: #0d1117; }
      .track { fill: #30363d; }
      .target { stroke: #f0f6fc; }
      }
      </style>
      <rect class="page" width="%1$d" height="%2$d"/>
      <text class="small" x="%3$d" y="24">ten times worse</text>
      <text class="small middle" x="%4$d" y="24">the target</text>
      <text class="small end" x="%5$d" y="24">ten times better</text>
      %6$s
      </svg>
      """;
  private static final String BAR =
      """
      <g transform="translate(%1$d %2$d)">
      <text>%3$s</text>
      <text class="end" x="%4$d">%5$s</text>
      <text class="small" y="16">%6$s</text>
      <rect class="track" y="22" width="%4$d" height="10"/>
      <rect class="%7$s" x="%8$.1f" y="22" width="%9$.1f" height="10"/>
      <path class="target" d="M%10$d 19v16"/>
      </g>""";

  private Chart() {}

  /** Draws the rows that have a target; those that failed without a bar. */
  static String of(List<Row> rows) {
    List<Row> judged = rows.stream().filter(row -> row.target().judges()).toList();
    String bars =
        IntStream.range(0, judged.size())
            .mapToObj(i -> bar(judged.get(i), TOP + i * LINE))
            .collect(Collectors.joining("\n"));
    int height = TOP + judged.size() * LINE - MARGIN;
    return PICTURE.formatted(WIDTH, height, MARGIN, WIDTH / 2, WIDTH - MARGIN, bars);
  }

  private static String bar(Row row, int y) {
    double to = place(row.reached().orElse(1));
    return String.format(
        Locale.ROOT,
        BAR,
        MARGIN,
        y,
        escaped(row.what()),
        BARS,
        escaped(result(row)),
        escaped("beside " + row.besides()),
        row.missed() ? "missed" : "met",
        Math.min(to, TARGET),
        Math.abs(to - TARGET),
        TARGET);
  }

  private static String result(Row row) {
    return row.failure().isPresent()
        ? "failed"
        : "%s (target: %s)".formatted(row.judged(), row.target().words(row.unit()));
  }

  private static double place(double reached) {
    double edges = Math.log(reached) / Math.log(EDGE);
    return TARGET + Math.max(-1, Math.min(1, edges)) * TARGET;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
