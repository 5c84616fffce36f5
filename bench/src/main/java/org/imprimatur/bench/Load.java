package org.imprimatur.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A server under as many requests as it can answer.
 *
 * @param server the server
 * @param client what asks
 * @param status what each answer has to be, looked at before and after: wrk tells errors alone
 * @param shows what the answer to the first request has to have in it
 */
record Load(Server server, Wrk client, int status, String shows) implements Trial {
  static final int CONNECTIONS = 32;

  /** What pages with posts have in them. */
  static final String CARD = "class=\"card\"";

  static final Figure PER_SECOND = new Figure(0, "", "/s");
  static final Figure P99 = new Figure(1, ", p99", "ms");

  /** One answer's share of the time. */
  static final Figure EACH = new Figure(2, ", time of each", "ms");

  /** What the process holds at the end. */
  static final Figure MEMORY = new Figure(3, ", resident memory at the end", "MB");

  /** Pages or lists that have {@code shows} in them. */
  static Load of(Server server, Folder folder, List<byte[]> requests, String shows) {
    return new Load(server, new Wrk(folder.path(), CONNECTIONS, requests), 200, shows);
  }

  @Override
  public List<Double> run(Duration time) throws IOException, InterruptedException {
    look();
    WrkReport report = client.run(server.port(), time);
    double megabytes = server.residentMegabytes();
    server.settle();
    look();
    return List.of(report.perSecond(), report.p99Millis(), 1_000 / report.perSecond(), megabytes);
  }

  private void look() throws IOException {
    byte[] request = client.requests().get(0);
    try (HttpConnection connection = HttpConnection.open(server.port())) {
      int answered = connection.exchange(request);
      if (answered != status) {
        throw new IOException("answered with status " + answered + " instead of " + status);
      }
      if (!shows.isEmpty() && !text(connection, request).contains(shows)) {
        throw new IOException("the answer does not show " + shows);
      }
    }
  }

  private static String text(HttpConnection connection, byte[] request) throws IOException {
    return new String(connection.body(request), StandardCharsets.UTF_8);
  }
}
