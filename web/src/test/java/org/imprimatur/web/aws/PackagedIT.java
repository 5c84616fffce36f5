package org.imprimatur.web.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the application that serves by itself. */
class PackagedIT {
  private static final Path APP = Path.of("target", "quarkus-app");
  private static final Path JOINED = APP.resolve("lib/joined/libraries.jar");
  private static final String SERVICES = "META-INF/services/";

  @Test
  void nothingThatRunsAsAFunctionIsInTheServer() throws IOException {
    assertThat(libraries().map(jar -> jar.getFileName().toString()))
        .anyMatch(name -> name.contains("sqlite-jdbc"))
        .noneMatch(name -> name.contains("lambda"));
  }

  @Test
  void theJoinedJarHasWhatTheLibrariesHaveAndNothingElse() throws IOException {
    Map<String, Long> all = new HashMap<>();
    for (Path library : libraries().toList()) {
      all.putAll(contents(library));
    }
    assertThat(all).hasSizeGreaterThan(10_000);
    assertThat(contents(JOINED)).isEqualTo(all);
  }

  @Test
  void theJoinedJarHasTheServicesOfEachLibrary() throws IOException {
    Set<String> all = new HashSet<>();
    for (Path library : libraries().toList()) {
      all.addAll(services(library));
    }
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(services(JOINED)).isEqualTo(all);
  }

  private static Stream<Path> libraries() throws IOException {
    try (Stream<Path> main = Files.list(APP.resolve("lib/main"));
        Stream<Path> boot = Files.list(APP.resolve("lib/boot"))) {
      return Stream.concat(main, boot).toList().stream();
    }
  }

  /** The checksum of each file, without what describes the jar it is in. */
  private static Map<String, Long> contents(Path jar) throws IOException {
    Map<String, Long> contents = new HashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .filter(entry -> !entry.isDirectory())
          .filter(entry -> !entry.getName().matches("META-INF/(?!versions/|resources/).*"))
          .filter(entry -> !entry.getName().endsWith("module-info.class"))
          .forEach(entry -> contents.put(entry.getName(), entry.getCrc()));
    }
    return contents;
  }

  /** Each service with each that provides it. */
  private static Set<String> services(Path jar) throws IOException {
    Set<String> services = new HashSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      List<? extends ZipEntry> entries =
          file.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(SERVICES))
              .toList();
      for (ZipEntry entry : entries) {
        String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        text.lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(provider -> !provider.isEmpty())
            .forEach(provider -> services.add(entry.getName() + " " + provider));
      }
    }
    return services;
  }
}
