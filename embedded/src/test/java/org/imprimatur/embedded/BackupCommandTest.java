package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.contract.SamplePosts;
import org.imprimatur.contract.SampleSessions;
import org.imprimatur.contract.TestClock;
import org.imprimatur.post.Change;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.PublicPost;
import org.imprimatur.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
  private final TestClock clock = new TestClock();
  private final SamplePosts samples = new SamplePosts(clock, new Random(1));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private Path data;
  private Path backup;
  private Path restored;
  private EmbeddedRuntime server;

  @BeforeEach
  void open() {
    data = folder.resolve("data");
    backup = folder.resolve("board.backup");
    restored = folder.resolve("restored");
    server = open(data);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyFileOfARunningBoardComesBackAsItWas() throws IOException, SQLException {
    Post post = samples.addPublished(server.ports().posts());
    Files.writeString(data.resolve("session.key"), "a key");
    Path h2 = Files.createDirectories(data.resolve("keycloak/h2"));
    Files.write(h2.resolve("keycloak.mv.db"), new byte[100_000]);

    assertThat(run(data, "backup", backup)).as(err()).isZero();
    samples.addPublished(server.ports().posts());
    assertThat(run(restored, "restore", backup)).as(err()).isZero();

    assertThat(restored.resolve("session.key")).hasContent("a key");
    assertThat(restored.resolve("keycloak/h2/keycloak.mv.db")).hasSize(100_000);
    try (EmbeddedRuntime there = open(restored)) {
      assertThat(there.ports().posts().published(PageRequest.first(9), clock.instant()).items())
          .containsExactly(PublicPost.of(post));
    }
  }

  @Test
  void whatFollowsFromWhatIsInABackupFollowsOnceThoughItHasHappenedBefore() {
    Board board = attached(server);
    List<Post> posts = samples.addPending(server.ports().posts(), 20);
    server.deliverDue();
    assertThat(run(data, "backup", backup)).isZero();
    settle(server, board);
    List<Post> decided = published(server);
    assertThat(decided).hasSize(posts.size());
    assertThat(run(restored, "restore", backup)).isZero();

    try (EmbeddedRuntime there = open(restored)) {
      Board again = attached(there);
      settle(there, again);
      redeliver(again, decided);
      settle(there, again);

      assertThat(published(there)).hasSameSizeAs(posts);
      assertThat(audited(there)).isEqualTo(audited(server)).isEqualTo(2L * posts.size());
      assertThat(there.deadLetters().list(9)).isEmpty();
    }
  }

  @Test
  void sessionsEndSoThatNoneComesBackThatWasEnded() {
    Session session = new SampleSessions(clock).signedIn("s");
    server.sessions().add(session);
    assertThat(run(data, "backup", backup)).isZero();
    server.sessions().remove(session.key());

    assertThat(run(restored, "restore", backup)).isZero();

    assertThat(out()).endsWith("everybody signs in again.\n");
    try (EmbeddedRuntime there = open(restored)) {
      assertThat(there.sessions().find(session.key(), clock.instant())).isEmpty();
    }
  }

  @Test
  void locksLogsAndLinksStayBehind() throws IOException {
    Path keycloak = Files.createDirectories(data.resolve("keycloak"));
    for (String name : List.of("lock", "pid", "port", "keycloak.log", "keycloak.log.1")) {
      Files.writeString(keycloak.resolve(name), "of a process");
    }
    Files.writeString(keycloak.resolve("kept"), "kept");
    Files.createSymbolicLink(keycloak.resolve("lib"), folder);

    run(data, "backup", backup);
    run(restored, "restore", backup);

    assertThat(names(restored.resolve("keycloak"))).containsExactly("kept");
    assertThat(names(restored)).containsExactlyInAnyOrder("imprimatur.db", "keycloak");
  }

  @Test
  void backupIsForItsOwnerAloneAndNothingElseIsLeftBeside() throws IOException {
    run(data, "backup", backup);

    assertThat(mode(backup)).isEqualTo("rw-------");
    assertThat(names(folder)).containsExactlyInAnyOrder("data", "board.backup");
    assertThat(run(restored, "restore", backup)).isZero();
    assertThat(mode(restored)).isEqualTo("rwx------");
    assertThat(mode(restored.resolve("imprimatur.db"))).isEqualTo("rw-------");
    assertThat(names(folder)).containsExactlyInAnyOrder("data", "board.backup", "restored");
  }

  @Test
  void backupIntoAFolderIsNamedAfterItsMoment() throws IOException {
    Path backups = Files.createDirectory(folder.resolve("backups"));

    assertThat(run(data, "backup", backups)).isZero();

    assertThat(names(backups)).containsExactly("imprimatur-20250301T120000000Z.backup");
    assertThat(out()).isEqualTo(backups.resolve("imprimatur-20250301T120000000Z.backup") + "\n");
  }

  @Test
  void damagedDatabaseIsNotBackedUp() throws IOException {
    samples.addPending(server.ports().posts(), 200);
    server.close();
    damage(DataFolder.database(data));

    assertThat(run(data, "backup", backup)).isEqualTo(3);

    assertThat(err()).contains("damaged");
    assertThat(names(folder)).containsExactly("data");
  }

  @Test
  void fileThatNeverHoldsStillIsNamedAndNothingIsWritten() throws IOException, SQLException {
    Path restless = Files.writeString(data.resolve("restless"), "0");
    Thread writing = new Thread(() -> keepWriting(restless));
    writing.start();
    try {
      Backup impatient = new Backup(data, Duration.ofMillis(1));
      assertThatThrownBy(() -> tryOften(impatient))
          .isInstanceOf(DataUnusable.class)
          .hasMessageStartingWith("restless is being written all the time");
    } finally {
      writing.interrupt();
    }
    assertThat(names(folder)).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void wrongBackupsAreRefusedAndLeaveNothing() throws IOException {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    Files.write(data.resolve("random"), content);
    run(data, "backup", backup);
    Path cut = folder.resolve("cut");
    byte[] whole = Files.readAllBytes(backup);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Path flipped = folder.resolve("flipped");
    whole[whole.length / 2] ^= 1;
    Files.write(flipped, whole);

    for (Path wrong : List.of(cut, flipped, zip("other.txt"), zip("../escaped"))) {
      assertThat(run(restored, "restore", wrong)).as(wrong.toString()).isEqualTo(4);
      assertThat(restored).doesNotExist();
    }
    assertThat(err()).contains("This is not a whole backup.");
    assertThat(names(folder)).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void forgedTablesOfFilesAreRefusedInOneLine() throws IOException {
    String begins = "{\"format\":\"imprimatur-backup\",\"version\":1,";
    List<String> forged =
        List.of(
            "",
            "no JSON",
            begins + "\"madeAt\":\"yesterday\",\"files\":[]}",
            begins + "\"madeAt\":\"2025-03-01T12:00:00Z\",\"files\":[{\"name\":\"a\\u0000b\"}]}",
            begins + "\"madeAt\":\"2025-03-01T12:00:00Z\",\"files\":[{\"name\":\"/etc/hosts\"}]}");

    for (String table : forged) {
      assertThat(run(restored, "restore", zip("a", table))).as(table).isEqualTo(4);
    }

    assertThat(err().lines()).hasSize(forged.size()).allMatch(l -> l.startsWith("This is not a"));
    assertThat(restored).doesNotExist();
  }

  @Test
  void whatAKilledBackupLeftIsRemovedByAnotherADayLater() throws IOException {
    Path killed = Files.createDirectory(folder.resolve(".imprimatur-backup-killed"));
    Files.writeString(killed.resolve("part"), "half");
    Path underWay = Files.createDirectory(folder.resolve(".imprimatur-backup-under-way"));
    Instant now = clock.instant();
    Files.setLastModifiedTime(killed, FileTime.from(now.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(underWay, FileTime.from(now.minus(Duration.ofHours(23))));

    assertThat(run(data, "backup", backup)).isZero();

    assertThat(killed).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void folderInUseOrNotEmptyIsNotRestoredInto() throws IOException {
    run(data, "backup", backup);

    assertThat(run(data, "restore", backup)).isEqualTo(3);
    assertThat(err()).contains("A board is running on " + data);
    server.close();
    assertThat(run(data, "restore", backup)).isEqualTo(3);
    assertThat(err()).contains(data + " is not empty");
    Files.createDirectory(restored);
    assertThat(run(restored, "restore", backup)).isZero();
  }

  @Test
  void wrongUseIsToldInOneLine() {
    assertThat(run(data, "bury", backup)).isEqualTo(2);
    assertThat(run(folder.resolve("nowhere"), "backup", backup)).isEqualTo(3);
    assertThat(run(restored, "restore", folder.resolve("nothing"))).isEqualTo(3);
    assertThat(run(data, "backup", data.resolve("inside"))).isEqualTo(3);
    assertThat(err().lines()).hasSize(4);
  }

  private void tryOften(Backup impatient) throws IOException, SQLException {
    for (int i = 0; i < 1_000; i++) {
      impatient.write(backup, TestClock.START);
    }
  }

  private static void keepWriting(Path file) {
    for (int i = 0; !Thread.interrupted(); i++) {
      try {
        Files.writeString(file, Integer.toString(i));
      } catch (IOException interrupted) {
        return;
      }
    }
  }

  private Path zip(String name) throws IOException {
    return zip(
        name,
        "{\"format\":\"imprimatur-backup\",\"version\":1,\"madeAt\":\"2025-03-01T12:00:00Z\","
            + "\"files\":[{\"name\":\""
            + name
            + "\",\"sha256\":\"\"}]}");
  }

  /** A file with one entry and this table of files. */
  private Path zip(String name, String table) throws IOException {
    Path file = folder.resolve("zip-" + name.replace('/', '-'));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.putNextEntry(new ZipEntry("backup.json"));
      zip.write(table.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void damage(Path database) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
      for (long page = file.length() / 8_192 * 4_096; page < file.length(); page += 4_096) {
        file.seek(page);
        file.write(new byte[64]);
      }
    }
  }

  private Board attached(EmbeddedRuntime runtime) {
    Board board =
        new Board(
            runtime.ports(),
            BoardSettings.reference(),
            clock,
            new Random(2),
            post -> {},
            occurrence -> {});
    runtime.attach(board.changes(), board.subscriptions());
    return board;
  }

  private void settle(EmbeddedRuntime runtime, Board board) {
    for (int i = 0; i < 6; i++) {
      clock.advance(Duration.ofSeconds(5));
      board.duePosts().attend(100);
      while (runtime.deliverDue() > 0) {
        clock.advance(Duration.ofMillis(1));
      }
    }
  }

  private static void redeliver(Board board, List<Post> decided) {
    for (Post post : decided) {
      board
          .changes()
          .handle(new Change(Change.Kind.PUBLISHED, post, post.publishedAt().orElseThrow()));
    }
  }

  private List<Post> published(EmbeddedRuntime runtime) {
    Posts posts = runtime.ports().posts();
    return posts.published(PageRequest.first(100), clock.instant()).items().stream()
        .map(post -> posts.find(post.id(), clock.instant()).orElseThrow())
        .toList();
  }

  private static long audited(EmbeddedRuntime runtime) {
    return runtime
        .store()
        .readers()
        .read(sql -> sql.number("SELECT count(*) FROM audit"))
        .orElse(0L);
  }

  private EmbeddedRuntime open(Path where) {
    return EmbeddedRuntime.open(EmbeddedSettings.in(where), clock, new Random(1), occurrence -> {});
  }

  private int run(Path where, String command, Path file) {
    BackupCommand run = new BackupCommand(print(out), print(err), clock);
    return run.run(List.of("--data", where.toString(), command, file.toString()));
  }

  private static List<String> names(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
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
}
