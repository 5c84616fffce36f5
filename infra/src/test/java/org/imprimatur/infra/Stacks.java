package org.imprimatur.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** The stacks of some stages, each made once: that takes a Node.js process and some seconds. */
final class Stacks {
  private static final Path ARTIFACT = artifact();
  private static final Map<String, BoardStack> STACKS = new HashMap<>();
  private static final Map<String, Cloud> CLOUDS = new HashMap<>();

  /** What the stage {@code own} is told. */
  private static final Map<String, String> OWN =
      Map.of(
          "domain", "board.example.org",
          "certificate", "arn:aws:acm:us-east-1:123456789012:certificate/1",
          "alarms", "operators@example.org",
          "mail", "board@example.org",
          "digest", "240",
          "delay", "60",
          "escalate-after", "90",
          "max-writes", "7",
          "submissions", "3");

  private static final Map<String, Map<String, String>> TOLD =
      Map.of("own", OWN, "screened", Map.of("policy", "screened", "rules", rules().toString()));

  private Stacks() {}

  /** What a developer gets. */
  static Cloud dev() {
    return cloud("dev");
  }

  /** What people get. */
  static Cloud prod() {
    return cloud("prod");
  }

  /** A stage whose posts are screened by rules of its own. */
  static Cloud screened() {
    return cloud("screened");
  }

  /** A stage that was told everything. */
  static Cloud own() {
    return cloud("own");
  }

  static synchronized BoardStack stack(String stage) {
    return STACKS.computeIfAbsent(
        stage,
        name -> InfraApp.stack(new App(), settings(name, TOLD.getOrDefault(name, Map.of()))));
  }

  private static synchronized Cloud cloud(String stage) {
    return CLOUDS.computeIfAbsent(stage, name -> Cloud.of(Template.fromStack(stack(name))));
  }

  private static Settings settings(String stage, Map<String, String> said) {
    Map<String, String> all = new HashMap<>(said);
    all.put("stage", stage);
    all.put("functions", ARTIFACT.toString());
    all.put("web", ARTIFACT.toString());
    return Settings.read(name -> Optional.ofNullable(all.get(name)));
  }

  private static Path rules() {
    try {
      Path file = Path.of("target", "rules.yaml");
      return Files.writeString(file, "rules: [{rule: links}]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something that can be uploaded. */
  private static Path artifact() {
    Path file = Path.of("target", "nothing.zip");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry("nothing"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
