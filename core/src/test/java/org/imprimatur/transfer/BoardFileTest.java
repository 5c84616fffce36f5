package org.imprimatur.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardFileTest {
  private static final String WHOLE = BoardLinesTest.resource("board.jsonl");
  private static final List<String> LINES = WHOLE.lines().toList();

  @TempDir private Path folder;

  @Test
  void wholeFileHasNoProblemsAndYieldsItsEntriesWithTheirLines() throws IOException {
    BoardFile file = file(WHOLE.getBytes(StandardCharsets.UTF_8));
    List<Entry> entries = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();

    file.forEach(
        (line, entry) -> {
          entries.add(entry);
          numbers.add(line);
        });

    assertThat(file.problems()).isEmpty();
    assertThat(entries).isEqualTo(SampleBoard.ENTRIES);
    assertThat(numbers).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void fileCutOffAnywhereIsRefused() throws IOException {
    byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length - 1; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThat(file(cut).problems()).as("%d bytes", length).isNotEmpty();
    }
    assertThat(file(java.util.Arrays.copyOf(bytes, bytes.length - 1)).problems())
        .as("without the last line's end")
        .isEmpty();
  }

  @Test
  void fileCutOffBetweenLinesSaysWhere() throws IOException {
    assertThat(problems(LINES.subList(0, 3)))
        .containsExactly("cut off after line 3: the last line of an export is missing");
    assertThat(problems(List.of()))
        .containsExactly("cut off after line 0: the last line of an export is missing");
  }

  @Test
  void everyLineThatCannotBeReadIsNamed() throws IOException {
    List<String> broken = new ArrayList<>(LINES);
    broken.set(2, broken.get(2).replace("HIDDEN", "PUBLIC"));
    broken.set(4, broken.get(4) + "}");

    assertThat(problems(broken))
        .containsExactly("line 3: status is none that this version knows", "line 5: not JSON");
  }

  @Test
  void oneDamagedByteIsNoticed() throws IOException {
    byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
    bytes[WHOLE.indexOf("grey") + 8] = (byte) 0xff;

    assertThat(file(bytes).problems()).containsExactly("line 2: not UTF-8");
  }

  @Test
  void missingLineIsNoticed() throws IOException {
    List<String> fewer = new ArrayList<>(LINES);
    fewer.remove(2);

    assertThat(problems(fewer))
        .containsExactly(
            "line 8: lines are missing: it counts "
                + new Counts(2, 2, 1, 1, 1)
                + ", there are "
                + new Counts(1, 2, 1, 1, 1));
  }

  @Test
  void twoExportsInOneFileAreRefused() throws IOException {
    List<String> twice = new ArrayList<>(LINES);
    twice.addAll(LINES.subList(0, 1));

    assertThat(problems(twice)).containsExactly("line 10: comes after the end");
    assertThat(problems(List.of(LINES.get(0), LINES.get(0), LINES.get(8))).get(0))
        .isEqualTo("line 2: a second beginning; import one export after the other");
  }

  @Test
  void newerFormatIsRefusedWithAWordOnWhatToDo() throws IOException {
    List<String> newer = new ArrayList<>(LINES);
    newer.set(0, newer.get(0).replace("\"format\":1", "\"format\":2"));
    newer.set(1, "{\"type\":\"poll\"}");

    assertThat(problems(newer))
        .containsExactly(
            "line 1: the file has format 2 and this Imprimatur reads up to 1;"
                + " import it with a newer one");
  }

  @Test
  void whatIsNoExportIsGivenUpAtItsFirstLine() throws IOException {
    assertThat(problems(List.of("Dear diary,", "today"))).containsExactly("line 1: not JSON");
    assertThat(problems(LINES.subList(1, 9)))
        .containsExactly("line 1: not the beginning of an export");
  }

  @Test
  void endlessLineTakesNoMemoryAndIsRefused() throws IOException {
    String endless = "x".repeat(3 * TextLines.MOST_BYTES);

    assertThat(problems(List.of(LINES.get(0), endless, LINES.get(8))))
        .containsExactly("line 2: too long");
  }

  @Test
  void onlyTheFirstOfManyProblemsAreTold() throws IOException {
    List<String> many = new ArrayList<>(LINES.subList(0, 1));
    for (int i = 0; i < 100; i++) {
      many.add("no");
    }

    assertThat(problems(many)).hasSize(20).last().isEqualTo("line 21: not JSON");
  }

  private List<String> problems(List<String> lines) throws IOException {
    return file(lines.stream()
            .map(line -> line + "\n")
            .reduce("", String::concat)
            .getBytes(StandardCharsets.UTF_8))
        .problems();
  }

  private BoardFile file(byte[] bytes) throws IOException {
    return new BoardFile(Files.write(folder.resolve("board.jsonl"), bytes));
  }
}
