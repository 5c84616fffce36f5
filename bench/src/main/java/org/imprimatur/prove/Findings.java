package org.imprimatur.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found last, a small file for each check and thoroughness, so that runs add up. */
final class Findings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  Findings(Path folder) {
    this.folder = folder;
  }

  /**
   * What was found, and where.
   *
   * @param finding what came out
   * @param at when it began
   * @param seconds how long it took
   * @param machine what it was found on
   * @param commit of which sources
   */
  record Found(Finding finding, String at, long seconds, String machine, String commit) {}

  /** Keeps what was found instead of what was found before. */
  void keep(Check check, boolean thorough, Found found) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("verdict", found.finding().verdict().name());
    json.put("figure", found.finding().figure());
    json.put("at", found.at()).put("seconds", found.seconds());
    json.put("machine", found.machine()).put("commit", found.commit());
    Files.createDirectories(folder);
    Files.writeString(file(check, thorough), json.toPrettyString() + "\n");
  }

  /** What was found last, for a first look and for the full figures. */
  Optional<Found> of(Check check, boolean thorough) throws IOException {
    Path file = file(check, thorough);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(Files.readString(file));
    Finding finding =
        new Finding(
            Finding.Verdict.valueOf(json.required("verdict").asText()),
            json.required("figure").asText());
    return Optional.of(
        new Found(
            finding,
            json.required("at").asText(),
            json.required("seconds").asLong(),
            json.required("machine").asText(),
            json.required("commit").asText()));
  }

  /** All machines that something was found on. */
  List<String> machines(List<Check> checks) throws IOException {
    List<String> machines = new ArrayList<>();
    for (Check check : checks) {
      for (boolean thorough : new boolean[] {true, false}) {
        of(check, thorough).ifPresent(found -> machines.add(found.machine()));
      }
    }
    return machines.stream().distinct().toList();
  }

  private Path file(Check check, boolean thorough) {
    String name = check.id() + "-" + Integer.toHexString(check.tries().hashCode());
    return folder.resolve(name + (thorough ? "-long.json" : "-short.json"));
  }
}
