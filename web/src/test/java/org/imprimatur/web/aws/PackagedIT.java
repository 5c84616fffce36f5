package org.imprimatur.web.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in the application that serves by itself. */
class PackagedIT {
  @Test
  void nothingThatRunsAsAFunctionIsInTheServer() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app"))) {
      List<String> jars =
          files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".jar")).toList();
      assertThat(jars)
          .anyMatch(name -> name.contains("sqlite-jdbc"))
          .noneMatch(name -> name.contains("lambda"));
    }
  }
}
