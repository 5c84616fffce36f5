package org.imprimatur.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The client wrk: connections that each ask again as soon as they were answered. It takes far less
 * of the cores that it shares with the server than a client in Java.
 *
 * @param folder for its script and what it says
 * @param connections how many there are
 * @param requests whole requests, sent in turn
 */
record Wrk(Path folder, int connections, List<byte[]> requests) {
  private static final Duration SLACK = Duration.ofSeconds(60);
  private static final String SCRIPT =
      """
      local requests = {
      %s
      }
      local next = 0
      function request()
        next = next %% #requests + 1
        return requests[next]
      end
      """;

  Wrk {
    requests = List.copyOf(requests);
  }

  /** Asks the server at {@code port} for as long as that. */
  WrkReport run(int port, Duration time) throws IOException, InterruptedException {
    Path script = Files.createTempFile(folder, "requests", ".lua");
    Path output = Files.createTempFile(folder, "wrk", ".txt");
    Files.writeString(script, script(requests));
    Process wrk =
        new ProcessBuilder(command(port, time, script))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!wrk.waitFor(time.plus(SLACK).toSeconds(), TimeUnit.SECONDS)) {
      wrk.destroyForcibly();
      throw new IOException("wrk did not end");
    }
    return WrkReport.parse(Files.readString(output));
  }

  private List<String> command(int port, Duration time, Path script) {
    return List.of(
        "wrk",
        "-t1",
        "-c" + connections,
        "-d" + Math.max(1, time.toSeconds()) + "s",
        "--timeout=30s",
        "--latency",
        "--script=" + script,
        "http://localhost:" + port + "/");
  }

  /** What has wrk send these requests in turn. */
  static String script(List<byte[]> requests) {
    return SCRIPT.formatted(requests.stream().map(Wrk::quoted).collect(Collectors.joining(",\n")));
  }

  private static String quoted(byte[] request) {
    return new String(request, StandardCharsets.UTF_8)
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "\\r")
        .replace("\n", "\\n")
        .transform(text -> "\"" + text + "\"");
  }
}
