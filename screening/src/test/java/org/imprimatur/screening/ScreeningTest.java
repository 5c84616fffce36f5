package org.imprimatur.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.imprimatur.approval.ApprovalPolicy.Judgement;
import org.imprimatur.approval.ApprovalRequest;
import org.imprimatur.contract.TestClock;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Occurrence.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screening as the board uses it: a file that people change while posts come in. */
class ScreeningTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Judgement APPROVED = Desk.APPROVED;

  private final TestClock clock = new TestClock();
  private final List<Occurrence> heard = new CopyOnWriteArrayList<>();
  private final Desk desk = new Desk();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("rules.yaml");
  }

  @Test
  void withoutAFileTheRulesThatComeAlongCount() {
    Screening screening = Screening.open(Optional.empty(), desk, clock, heard::add);

    assertThat(Desk.codes(judge(screening, Desk.post("text")))).containsExactly("new-author");
    assertThat(screening.refusedRules()).isEmpty();
  }

  @Test
  void brokenFileStopsTheStartWithLineAndKey() {
    write("rules:\n  - rule: links\n    atmost: 3\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(RulesRefused.class)
        .hasMessage(
            "the rules of screening in %s: line 3: there is no key atmost here,"
                + " only at-most, message, rule, then",
            file);
  }

  @Test
  void missingFileStopsTheStart() {
    assertThatThrownBy(this::open)
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining(file + ": cannot be read (NoSuchFileException)");
  }

  @Test
  void changeCountsWithinASecondAndIsTold() {
    write(blocking("spam"));
    Screening screening = open();
    write(blocking("ham"));

    assertThat(judge(screening, Desk.post("ham"))).isEqualTo(APPROVED);
    clock.advance(A_SECOND);
    assertThat(Desk.codes(judge(screening, Desk.post("ham")))).containsExactly("blocked-word");
    assertThat(judge(screening, Desk.post("spam"))).isEqualTo(APPROVED);
    assertThat(kinds()).containsExactly(Kind.RULES_CHANGED);
  }

  @Test
  void brokenEditKeepsTheRulesAndIsToldOnce() {
    write(blocking("spam"));
    Screening screening = open();
    write("rules:\n  - rule: nonsense\n");

    for (int i = 0; i < 3; i++) {
      clock.advance(A_SECOND);
      assertThat(Desk.codes(judge(screening, Desk.post("spam")))).containsExactly("blocked-word");
    }
    assertThat(kinds()).containsExactly(Kind.RULES_REFUSED);
    assertThat(heard.get(0).fields().get("reason")).startsWith("line 2: rule is none of");
    assertThat(screening.refusedRules().orElseThrow()).startsWith("line 2: rule is none of");
  }

  @Test
  void brokenEditIsForgottenOnceMended() {
    write(blocking("spam"));
    Screening screening = open();
    write("rules: [");
    clock.advance(A_SECOND);
    assertThat(screening.refusedRules()).isPresent();
    write(blocking("spam"));
    clock.advance(A_SECOND);

    assertThat(screening.refusedRules()).isEmpty();
    assertThat(kinds()).containsExactly(Kind.RULES_REFUSED, Kind.RULES_CHANGED);
  }

  @Test
  void fileThatIsGoneKeepsTheRules() throws IOException {
    write(blocking("spam"));
    Screening screening = open();
    Files.delete(file);
    clock.advance(A_SECOND);

    assertThat(Desk.codes(judge(screening, Desk.post("spam")))).containsExactly("blocked-word");
    assertThat(screening.refusedRules()).contains("cannot be read (NoSuchFileException)");
  }

  @Test
  void fileThatIsTooLargeOrNoTextKeepsTheRules() throws IOException {
    write(blocking("spam"));
    Screening screening = open();
    write("#".repeat((1 << 20) + 1));
    clock.advance(A_SECOND);
    assertThat(screening.refusedRules()).contains("larger than 1 MiB");
    Files.write(file, new byte[] {'r', (byte) 0xff});
    clock.advance(A_SECOND);

    assertThat(screening.refusedRules()).contains("not UTF-8");
    assertThat(Desk.codes(judge(screening, Desk.post("spam")))).containsExactly("blocked-word");
  }

  @Test
  void ruleThatFailsIsToldWithIdsOnly() {
    desk.close();
    write("rules: [{rule: new-authors}]");

    assertThat(Desk.codes(judge(open(), Desk.post("secret")))).containsExactly("screening-failed");
    assertThat(kinds()).containsExactly(Kind.SCREENING_FAILED);
    assertThat(heard.get(0).fields())
        .containsEntry("reason", "new-authors: StoreUnavailable")
        .containsEntry("postId", Desk.id(500).value())
        .containsOnlyKeys("reason", "postId", "requestId", "traceId");
  }

  @Test
  void eachPostIsExaminedByOneSetOfRulesWhileTheyChange()
      throws ExecutionException, IOException, InterruptedException {
    // All rules of a file look for one word: its reasons never name two.
    write(threeTimes("one"));
    Screening screening = open();
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> answers =
          IntStream.range(0, 4).mapToObj(i -> readers.submit(whole(screening))).toList();
      for (int i = 0; i < 200; i++) {
        replace(List.of("rules: [", threeTimes("one"), threeTimes("text")).get(i % 3));
        clock.advance(A_SECOND);
        screening.refusedRules();
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      readers.shutdownNow();
    }
    assertThat(kinds()).contains(Kind.RULES_CHANGED, Kind.RULES_REFUSED);
  }

  private static Callable<Boolean> whole(Screening screening) {
    return () ->
        IntStream.range(0, 2_000)
            .mapToObj(i -> judge(screening, Desk.post("text one")))
            .allMatch(ScreeningTest::threeTimesTheSame);
  }

  private static boolean threeTimesTheSame(Judgement outcome) {
    return outcome.fold(
        decided -> false,
        held -> held.reasons().size() == 3 && held.reasons().stream().distinct().count() == 1);
  }

  private static String threeTimes(String word) {
    return "rules:\n" + ("  - rule: blocked-words\n    words: [" + word + "]\n").repeat(3);
  }

  private static Judgement judge(Screening screening, ApprovalRequest post) {
    return screening.judge(post).orElseThrow();
  }

  private Screening open() {
    return Screening.open(Optional.of(file), desk, clock, heard::add);
  }

  private List<Kind> kinds() {
    return heard.stream().map(Occurrence::kind).toList();
  }

  private static String blocking(String word) {
    return "rules:\n  - rule: blocked-words\n    words: [" + word + "]\n";
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void replace(String text) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
