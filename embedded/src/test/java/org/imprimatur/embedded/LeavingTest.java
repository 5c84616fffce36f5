package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.contract.SampleSessions;
import org.imprimatur.contract.TestClock;
import org.imprimatur.event.Subscription;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Mail;
import org.imprimatur.mail.MailNotSent;
import org.imprimatur.mail.MailSettings;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.Post;
import org.imprimatur.post.SubmitPost.Submitted;
import org.imprimatur.post.TraceParent;
import org.imprimatur.post.Verdict;
import org.imprimatur.session.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a person in the file: no row names them, and neither does a byte of it. */
class LeavingTest {
  private static final String ID = "subject-0dd1e5";
  private static final String NAME = "Zebedee Q. Quill";
  private static final String ADDRESS = "zq@mailbox.example.org";
  private static final Author LEAVES = new Author(ID, NAME);
  private static final Author STAYS = new Author("subject-57a1d", "Wilma");
  private static final Decider MODERATES = Decider.moderator(ID, NAME);

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final Random random = new Random(7);
  private EmbeddedRuntime runtime;
  private Board board;

  @BeforeEach
  void open() {
    runtime = EmbeddedRuntime.open(EmbeddedSettings.in(folder), clock, random, occurrence -> {});
    board =
        new Board(
            runtime.ports(),
            new BoardSettings(
                    ApprovalPolicy.manual(),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    new Lifetime(Duration.ofDays(30)))
                .withMail(
                    Optional.of(
                        new MailSettings(URI.create("https://board.test"), Optional.empty()))),
            clock,
            random,
            post -> {},
            occurrence -> {});
    Subscription mail = board.mail(LeavingTest::holdBack, runtime.entries()).orElseThrow();
    runtime.attach(
        board.changes(), Stream.concat(board.subscriptions().stream(), Stream.of(mail)).toList());
  }

  @Test
  void noRowAndNoByteOfTheFileNamesThem() throws IOException, SQLException {
    doAllThatOneCan();
    assertThat(rowsNaming()).isNotEmpty();

    board.removeAccount().remove(ID, true);
    for (int minute = 0; minute <= 11; minute++) {
      settle();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(rowsNaming()).isEmpty();
    assertThat(board.readPosts().feed(org.imprimatur.post.PageRequest.first(10)).items())
        .hasSize(3);
    runtime.close();
    assertThat(filesNaming()).isEmpty();
  }

  private void doAllThatOneCan() {
    Post published = submit(LEAVES);
    decide(published, Verdict.APPROVED, Decider.moderator("mia", "Mia"));
    decide(submit(LEAVES), Verdict.REJECTED, Decider.moderator("mia", "Mia"));
    board.withdrawPost().withdraw(submit(LEAVES).id(), ID);
    settle();
    Post theirs = submit(STAYS);
    decide(theirs, Verdict.APPROVED, MODERATES);
    board.reportPost().report(theirs.id(), ID, "spam");
    decide(submit(STAYS), Verdict.REJECTED, MODERATES);
    User user = new User(ID, NAME, NAME, java.util.Set.of(User.MODERATOR));
    runtime.sessions().add(new SampleSessions(clock).signedIn("secret", user, Optional.of("sid")));
    for (int i = 0; i < 200; i++) {
      submit(LEAVES);
      settle();
    }
    board.chooseMail().on(ID, new Address(ADDRESS), true);
    decide(submit(LEAVES), Verdict.APPROVED, Decider.moderator("mia", "Mia"));
    settle();
    submit(LEAVES);
    decide(submit(LEAVES), Verdict.REJECTED, Decider.moderator("mia", "Mia"));
  }

  private static void holdBack(Mail mail) {
    throw new MailNotSent("no server");
  }

  private Post submit(Author author) {
    clock.advance(Duration.ofMinutes(3));
    TraceParent trace = TraceParent.start(random);
    Submitted answer =
        board
            .submitPost()
            .submit(author, "A title", "Some text. ".repeat(60), Optional.empty(), trace);
    return ((Submitted.Accepted) answer).post();
  }

  private void decide(Post post, Verdict verdict, Decider decider) {
    board.recordDecision().byModerator(post.id(), 1, verdict, Optional.of("seen"), decider);
  }

  private void settle() {
    while (runtime.deliverDue() + runtime.sweep(100) + board.removeAccount().attend(10) > 0) {
      assertThat(runtime.health().parked()).isZero();
    }
  }

  private List<String> rowsNaming() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Sql sql = new Database(folder.resolve("imprimatur.db")).openToRead()) {
      for (String table :
          sql.list(
              "SELECT name FROM sqlite_schema WHERE type = 'table'", row -> row.getString(1))) {
        for (String column :
            sql.list("SELECT name FROM pragma_table_info(?)", row -> row.getString(1), table)) {
          String count =
              "SELECT count(*) FROM %1$s WHERE instr(%2$s, ?) OR instr(%2$s, ?) OR instr(%2$s, ?)"
                  .formatted(table, column);
          if (sql.number(count, ID, NAME, ADDRESS).orElse(0L) > 0) {
            found.add(table + "." + column);
          }
        }
      }
    }
    return found;
  }

  private List<String> filesNaming() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (Stream.of(ID, NAME, ADDRESS).anyMatch(bytes::contains)) {
          found.add(file.getFileName().toString());
        }
      }
    }
    return found;
  }
}
