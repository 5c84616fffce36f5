package org.imprimatur.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a build of its own starts: from an archive of classes where there is a good one. */
class StartScriptIT {
  private static final String OF_THE_BOARD = "org.imprimatur.web.Main source: ";
  private static final String FROM_THE_ARCHIVE = OF_THE_BOARD + "shared objects file";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path home;

  @BeforeEach
  void copyTheBuild() throws IOException {
    Path built = Path.of("").toAbsolutePath();
    copy(built.resolve("start.sh"), web().resolve("start.sh"));
    Path app = built.resolve("target/quarkus-app");
    try (Stream<Path> files = Files.walk(app)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = app.relativize(file);
        if (ofTheStart(place)) {
          copy(file, app().resolve(place));
        }
      }
    }
  }

  @Test
  void theFirstStartPreparesTheNextOne() throws IOException {
    assertThat(fromTheArchive()).isFalse();

    BoardProcess.until(LIMIT, () -> archive().isPresent(), "nothing was prepared");
    assertThat(fromTheArchive()).isTrue();
  }

  @Test
  void anArchiveThatIsDamagedOrOfAnotherBuildIsLeftAlone() throws IOException {
    prepare();
    Path jar = app().resolve("imprimatur-run.jar");
    FileTime built = Files.getLastModifiedTime(jar);
    Files.setLastModifiedTime(jar, FileTime.from(built.toInstant().minusSeconds(60)));
    assertThat(fromTheArchive()).isFalse();

    Files.setLastModifiedTime(jar, built);
    assertThat(fromTheArchive()).isTrue();

    truncate(archive().orElseThrow());
    assertThat(fromTheArchive()).isFalse();
  }

  @Test
  void whatIsKilledLeavesNoLibraryBehind() throws IOException {
    killed();
    BoardProcess.until(LIMIT, this::prepared, "nothing was prepared");
    killed();

    assertThat(temporary()).isDirectoryNotContaining("glob:**sqlite*");
  }

  @Test
  void aLibraryThatIsDamagedIsLeftAloneAndKeptAnew() throws IOException {
    prepare();
    Path library = library().orElseThrow();
    long size = Files.size(library);
    truncate(library);

    assertThat(fromTheArchive()).isTrue();
    BoardProcess.until(LIMIT, () -> library.toFile().length() == size, "it was not kept anew");
  }

  @Test
  void whereTheLibraryIsOfAnotherMachineTheBoardStarts() throws IOException {
    prepare();
    Path library = library().orElseThrow();
    Files.delete(library);
    Path foreign = Files.writeString(home.resolve("foreign"), "of another machine");
    String maker = library.getParent().getFileName().toString().replaceFirst("[.].*", "");
    copy(foreign, inStart(maker + "." + checksum(foreign) + ".lib/" + library.getFileName()));

    try (BoardProcess board = begin(unpackingElsewhere())) {
      board.awaitFirstPage();
      assertThat(board.said()).contains("Failed to load native library");
    }
  }

  @Test
  void whereNothingCanBeKeptTheBoardStarts() throws IOException {
    Files.writeString(app().resolve("start"), "in the way of the folder");

    prepare();

    assertThat(fromTheArchive()).isFalse();
  }

  @Test
  void whatWasKilledWhilePreparingIsPreparedAgain() throws IOException, InterruptedException {
    Process killed = preparing();
    BoardProcess.until(LIMIT, this::rehearsing, "it did not begin");
    killed.destroyForcibly().waitFor();
    assertThat(archive()).isEmpty();

    BoardProcess.until(LIMIT, this::prepared, "it was not prepared again");
    assertThat(unfinished()).isEmpty();
    assertThat(fromTheArchive()).isTrue();
  }

  @Test
  void optionsOfTheUserCountMore() throws IOException {
    try (BoardProcess board = begin("-XX:+UseG1GC", "-Xmx600m", "-XX:+PrintFlagsFinal")) {
      board.awaitFirstPage();
      assertThat(board.said())
          .containsPattern("UseG1GC +:?= true")
          .containsPattern("UseSerialGC +:?= false")
          .containsPattern("MaxHeapSize +:?= 629145600");
    }
  }

  /**
   * Starts the board, with nothing to be seen but what it always says; whether its classes came
   * from the archive.
   */
  private boolean fromTheArchive() throws IOException {
    Path classes = Files.createTempFile(home, "classes", ".log");
    try (BoardProcess board = begin("-Xlog:class+load:file=" + classes)) {
      board.awaitFirstPage();
      board.terminate();
      assertThat(board.end(LIMIT)).isZero();
      assertThat(board.said().lines())
          .allMatch(line -> line.startsWith("{") || line.startsWith("Imprimatur is at "));
      assertThat(board.said()).doesNotContain("ERROR");
    }
    try (Stream<String> loaded = Files.lines(classes)) {
      String entryPoint =
          loaded.filter(line -> line.contains(OF_THE_BOARD)).findAny().orElseThrow();
      return entryPoint.contains(FROM_THE_ARCHIVE);
    }
  }

  /** Neither what was kept of other starts nor each library by itself: the joined jar is enough. */
  private static boolean ofTheStart(Path place) {
    return place.startsWith("lib") ? place.startsWith("lib/joined") : !place.startsWith("start");
  }

  private void killed() throws IOException {
    try (BoardProcess board = begin(unpackingElsewhere())) {
      board.awaitFirstPage();
      board.kill();
      assertThat(board.end(LIMIT)).isNotZero();
    }
  }

  private String unpackingElsewhere() throws IOException {
    return "-Djava.io.tmpdir=" + Files.createDirectories(temporary());
  }

  private BoardProcess begin(String... options) {
    return BoardProcess.begin(web(), home.resolve("data"), List.of(), options);
  }

  private void prepare() throws IOException {
    Process preparing = preparing();
    assertThat(preparing.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join().exitValue())
        .isZero();
  }

  private boolean prepared() {
    try {
      prepare();
      return archive().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process preparing() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(web().resolve("start.sh").toString(), "--prepare")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("IMPRIMATUR_RUNTIME", "no business of a rehearsal");
    return builder.start();
  }

  private Optional<Path> archive() {
    return kept("jsa").or(() -> kept("aot"));
  }

  private Optional<Path> library() {
    return kept("lib").map(folder -> folder.resolve("libsqlitejdbc.so")).filter(Files::exists);
  }

  private Optional<Path> kept(String kind) {
    return inTheFolder().filter(file -> file.toString().endsWith("." + kind)).findAny();
  }

  private List<Path> unfinished() {
    return inTheFolder()
        .filter(file -> file.getFileName().toString().startsWith("making."))
        .toList();
  }

  private boolean rehearsing() {
    return unfinished().stream().anyMatch(folder -> Files.exists(folder.resolve("data")));
  }

  private Stream<Path> inTheFolder() {
    Path folder = inStart("");
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path inStart(String name) {
    return app().resolve("start").resolve(name);
  }

  private Path temporary() {
    return home.resolve("temporary");
  }

  private Path web() {
    return home.resolve("web");
  }

  private Path app() {
    return web().resolve("target/quarkus-app");
  }

  private static void truncate(Path archive) throws IOException {
    assertThat(archive.toFile().setWritable(true)).isTrue();
    try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
  }

  /** As names of files have it. */
  private static String checksum(Path file) throws IOException {
    Process sum = new ProcessBuilder("cksum").redirectInput(file.toFile()).start();
    return new String(sum.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
        .strip()
        .replace(' ', '-');
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
