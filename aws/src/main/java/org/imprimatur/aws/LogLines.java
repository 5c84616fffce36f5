package org.imprimatur.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.imprimatur.json.JsonText;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Tells what happens as one line of JSON each on the standard output, which is a function's log;
 * metric filters count them by {@code occurrence}. Ids only, as everywhere.
 */
final class LogLines implements Telemetry {
  private final PrintStream out;

  LogLines() {
    this(System.out);
  }

  LogLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void record(Occurrence occurrence) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("occurrence", occurrence.kind().name());
    occurrence.fields().forEach(line::put);
    out.println(JsonText.write(line));
  }
}
