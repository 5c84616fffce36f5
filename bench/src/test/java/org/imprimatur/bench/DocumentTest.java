package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  @TempDir private Path docs;
  private Path text;

  @BeforeEach
  void aDocument() throws IOException {
    text = docs.resolve("performance.md");
    Files.writeString(
        text, "By hand.\n" + Document.BEGIN + "old figures\n" + Document.END + "By hand too.\n");
  }

  @Test
  void figuresTakeThePlaceOfTheOldOnesAndNothingElse() throws IOException {
    Document.in(docs).write(report(Rows.of(3, 2, Target.ratioAtLeast(1))));
    assertThat(text)
        .content()
        .startsWith("By hand.\n" + Document.BEGIN)
        .endsWith(Document.END + "By hand too.\n")
        .contains("| posts | 3.00 /s (3.00 to 3.00) |", "1 of 1 targets met", "performance.svg")
        .contains("a machine", "2026-11-30T22:10:00Z", "commit abc", "in 21 minutes", "0.1 before")
        .doesNotContain("old figures");
    assertThat(docs.resolve("performance.svg")).content().startsWith("<svg");
  }

  @Test
  void anotherRunReplacesTheFirst() throws IOException {
    Document.in(docs).write(report(Rows.of(3, 2, Target.ratioAtLeast(1))));
    Document.in(docs).write(report(Rows.of(1, 2, Target.ratioAtLeast(1))));
    assertThat(text).content().contains("0 of 1 targets met").doesNotContain("3.00 /s");
  }

  @Test
  void aRunInWhichSomethingFailedIsWrittenAsWell() throws IOException {
    Report report = report(Row.failed("all of `feed`", "no disk"));
    Document.in(docs).write(report);
    assertThat(report.whole()).isFalse();
    assertThat(text).content().contains("**failed**: no disk", "1 rows failed");
  }

  @Test
  void aDocumentWithoutItsMarksIsLeftAlone() throws IOException {
    Files.writeString(text, "By hand.\n");
    assertThatThrownBy(() -> Document.in(docs).write(report()))
        .hasMessageContaining("does not say where figures belong");
    assertThat(text).content().isEqualTo("By hand.\n");
  }

  private static Report report(Row... rows) {
    return new Report(
        List.of(rows),
        "a machine",
        Instant.parse("2026-11-30T22:10:33Z"),
        Duration.ofSeconds(1_300),
        "abc",
        "0.1 before, 0.9 after");
  }
}
