package org.imprimatur.web.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imprimatur.aws.AwsRuntime;
import org.imprimatur.aws.AwsSettings;
import org.imprimatur.aws.Capacity;
import org.imprimatur.contract.RandomPosts;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.embedded.EmbeddedSettings;
import org.imprimatur.transfer.BoardFile;
import org.imprimatur.transfer.ExportBoard;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.ImportBoard;
import org.imprimatur.transfer.Intake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board moves from one machine to AWS, and back to another machine. */
class MovingUpTest {
  private final Surroundings here = Surroundings.quiet();
  @TempDir private Path folder;

  @Test
  void everyPostIsOnTheThirdMachineAsItWasOnTheFirst() throws IOException {
    try (FakeCloud fake = new FakeCloud();
        EmbeddedRuntime first = machine("first");
        AwsRuntime cloud = cloud(fake);
        EmbeddedRuntime third = machine("third")) {
      first.intake().keep(new RandomPosts(here).entries(150));

      Path up = exported(first.holdings(), "embedded");
      imported(up, cloud.intake());
      Path down = exported(cloud.holdings(), "aws");
      imported(down, third.intake());

      assertThat(content(down)).hasSize(150).hasSameElementsAs(content(up));
      assertThat(content(exported(third.holdings(), "embedded"))).isEqualTo(content(up));
    }
  }

  private EmbeddedRuntime machine(String name) {
    return EmbeddedRuntime.open(
        EmbeddedSettings.in(folder.resolve(name)), here.clock(), here.random(), here.telemetry());
  }

  private AwsRuntime cloud(FakeCloud fake) {
    AwsSettings settings =
        new AwsSettings(
            FakeCloud.REGION, Optional.of(fake.endpoint()), FakeCloud.TABLES, FakeCloud.BUS);
    return new AwsRuntime(settings, here.clock(), here.random(), Capacity.ignored());
  }

  private Path exported(Holdings holdings, String runtime) throws IOException {
    Path file = Files.createTempFile(folder, "board", ".jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      new ExportBoard(holdings, runtime, here.clock()).to(out);
    }
    return file;
  }

  private void imported(Path path, Intake intake) throws IOException {
    BoardFile file = new BoardFile(path);
    assertThat(file.problems()).isEmpty();
    assertThat(new ImportBoard(intake, here.clock()).from(file, differing -> {}))
        .isEqualTo(new ImportBoard.Report(150, 0, 0));
  }

  private static List<String> content(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size() - 1);
  }
}
