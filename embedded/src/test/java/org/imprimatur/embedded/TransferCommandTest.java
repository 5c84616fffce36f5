package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.transfer.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferCommandTest {
  private final TestClock clock = new TestClock();
  private final SamplePosts samples = new SamplePosts(clock, new Random(1));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private InputStream in = InputStream.nullInputStream();
  @TempDir private Path folder;
  private Path old;
  private Path home;
  private EmbeddedRuntime server;

  @BeforeEach
  void open() {
    old = folder.resolve("old");
    home = folder.resolve("home");
    server = open(old);
    Posts posts = server.ports().posts();
    samples.addPublished(posts);
    samples.addPending(posts, 2);
    samples.addRejected(posts);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void exportIsWrittenToStandardOutputBesideTheRunningServer() {
    assertThat(run(old, "export")).isZero();

    assertThat(out().lines().toList())
        .hasSize(6)
        .last()
        .isEqualTo(
            "{\"type\":\"end\",\"posts\":3,\"archived\":1,\"audit\":0,\"notices\":0,\"decisions\":0}");
    assertThat(out().lines().findFirst())
        .contains(
            "{\"type\":\"board\",\"format\":1,\"runtime\":\"embedded\","
                + "\"at\":\"2025-03-01T12:00:00Z\"}");
    assertThat(err())
        .isEqualTo(
            "Exported posts: 3, archived: 1, acts in the audit trail: 0, notices: 0,"
                + " decisions on their way: 0.\n");
  }

  @Test
  void exportedFileIsForItsOwnerAloneAndNothingIsBesideIt() throws IOException {
    Path file = exported();

    assertThat(out()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).containsExactlyInAnyOrder(file, old);
    }
  }

  @Test
  void exportOfAStoppedBoardIsTheSame() {
    run(old, "export");
    String running = out();
    server.close();
    out.reset();

    assertThat(run(old, "export")).isZero();

    assertThat(out()).isEqualTo(running);
  }

  @Test
  void exportShowsTheBoardAsItWasWhenItBegan() {
    List<Entry> seen = new ArrayList<>();
    Post late = samples.pending();

    server
        .holdings()
        .forEach(
            entry -> {
              server.ports().posts().add(late);
              seen.add(entry);
            });

    assertThat(seen).hasSize(4).noneMatch(entry -> entry.id().equals(late.id().value()));
  }

  @Test
  void importMakesTheFolderWhereThereIsNone() {
    Path file = exported();

    assertThat(run(home, "import", file.toString())).isZero();

    assertThat(err())
        .endsWith("Imported: 4, here before: 0, differing and left as they are here: 0.\n");
    run(home, "export");
    run(old, "export");
    String[] both = out().split("(?<=\"end\".{0,99}})\n");
    assertThat(both[0]).isEqualTo(both[1]);
  }

  @Test
  void importReadsStandardInput() {
    run(old, "export");
    in = new ByteArrayInputStream(out.toByteArray());

    assertThat(run(home, "import")).isZero();

    assertThat(err()).contains("Imported: 4");
  }

  @Test
  void repeatedImportFindsEverythingThere() {
    Path file = exported();
    run(home, "import", file.toString());
    err.reset();

    assertThat(run(home, "import", file.toString())).isZero();

    assertThat(err())
        .isEqualTo("Imported: 0, here before: 4, differing and left as they are here: 0.\n");
  }

  @Test
  void whatDiffersIsNamedAndTellsTheExitCode() throws IOException {
    Path file = exported();
    run(home, "import", file.toString());
    Files.writeString(
        file, Files.readString(file).replaceFirst("Found: a grey cat", "Found: a black cat"));
    err.reset();

    assertThat(run(home, "import", file.toString())).isEqualTo(1);

    assertThat(err())
        .containsPattern("line 2: post [0-9a-f]{32} differs from what is here\n")
        .endsWith("Imported: 0, here before: 3, differing and left as they are here: 1.\n");
  }

  @Test
  void importWantsTheFolderToItself() {
    Path file = exported();

    assertThat(run(old, "import", file.toString())).isEqualTo(3);

    assertThat(err()).contains("is in use by another running Imprimatur; stop that one");
  }

  @Test
  void fileThatIsNotWholeIsRefusedBeforeAnythingIsTouched() throws IOException {
    Path file = exported();
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 4));
    err.reset();

    assertThat(run(home, "import", file.toString())).isEqualTo(4);

    assertThat(err())
        .isEqualTo(
            "cut off after line 4: the last line of an export is missing\n"
                + "This is not a whole export; nothing was imported.\n");
    assertThat(home).doesNotExist();
  }

  @Test
  void unreadableLinesAreAllNamed() throws IOException {
    Path file = exported();
    Files.writeString(file, Files.readString(file).replace("\"asking\"", "\"asked\""));
    err.reset();

    assertThat(run(home, "import", file.toString())).isEqualTo(4);

    assertThat(err()).contains("line 2: ", "line 3: ", "line 4: ", "line 5: ");
  }

  @Test
  void filesAndFoldersThatAreNotThereAreSaidSo() {
    assertThat(run(home, "import", "/nowhere/at/all")).isEqualTo(3);
    assertThat(run(old, "export", "/nowhere/at/all")).isEqualTo(3);
    assertThat(run(home, "export")).isEqualTo(3);

    assertThat(err())
        .contains("The file cannot be read: there is no such file or folder.")
        .contains("The file cannot be written: there is no such file or folder.")
        .contains("There is no database in " + home);
    assertThat(home).doesNotExist();
  }

  @Test
  void outputThatIsClosedIsNoSuccess() {
    PrintStream closed = new PrintStream(new FullDisk(), true, StandardCharsets.UTF_8);
    TransferCommand command = new TransferCommand(in, closed, print(err), clock());

    assertThat(command.run(List.of("--data", old.toString(), "export"))).isEqualTo(3);

    assertThat(err()).contains("what was written is not whole");
  }

  @Test
  void wrongUseIsAnsweredWithTheUsage() {
    assertThat(run(old)).isEqualTo(2);
    assertThat(run(old, "move")).isEqualTo(2);
    assertThat(run(old, "export", "a", "b")).isEqualTo(2);

    assertThat(err()).contains("Usage: ");
  }

  private Path exported() {
    Path file = folder.resolve("board.jsonl");
    assertThat(run(old, "export", file.toString())).isZero();
    return file;
  }

  private EmbeddedRuntime open(Path data) {
    return EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, new Random(1), occurrence -> {});
  }

  private int run(Path data, String... words) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of(words));
    return new TransferCommand(in, print(out), print(err), clock()).run(arguments);
  }

  private Clock clock() {
    return Clock.fixed(clock.instant(), clock.getZone());
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      throw new IOException("no space");
    }
  }
}
