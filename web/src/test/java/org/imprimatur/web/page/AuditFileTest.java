package org.imprimatur.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.imprimatur.audit.Act;
import org.imprimatur.audit.Actor;
import org.imprimatur.audit.AuditEntry;
import org.imprimatur.post.PostId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFileTest {
  private static final String POST = "0190a0a0a0a07000800000000000cafe";
  private static final Instant AT = Instant.parse("2025-03-01T12:00:00.123Z");

  @Test
  void lineOfCsvHasTheColumnsOfItsHead() {
    assertThat(AuditFile.CSV_HEAD + AuditFile.csv(entry("Mia", "said \"no\", twice\nand why")))
        .isEqualTo(
            "time,act,actor_kind,actor_id,actor,post,revision,reason\r\n"
                + "\"2025-03-01T12:00:00.123Z\",\"REJECTED\",\"MODERATOR\",\"id\",\"Mia\",\""
                + POST
                + "\",\"2\",\"said \"\"no\"\", twice\nand why\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"})
  void cellThatLooksLikeAFormulaIsNone(String text) {
    assertThat(AuditFile.csv(entry(text, text)))
        .contains(",\"'" + text + "\",")
        .endsWith(",\"'" + text + "\"\r\n");
  }

  @Test
  void cellThatIsNoFormulaIsLeftAlone() {
    assertThat(AuditFile.csv(entry("a=1", "5 - 3"))).contains("\"a=1\"", "\"5 - 3\"");
  }

  @Test
  void lineOfJsonIsOneLine() {
    assertThat(new AuditFile().jsonLine(entry("=Mia", "one\ntwo \u2028 \"three\"")))
        .isEqualTo(
            "{\"time\":\"2025-03-01T12:00:00.123Z\",\"act\":\"REJECTED\","
                + "\"actorKind\":\"MODERATOR\",\"actorId\":\"id\",\"actor\":\"=Mia\",\"post\":\""
                + POST
                + "\",\"revision\":\"2\",\"reason\":\"one\\ntwo \u2028 \\\"three\\\"\"}\n");
  }

  @Test
  void whatIsNoActOnAPostHasNoRevision() {
    AuditEntry export =
        new AuditEntry(
            "0".repeat(32),
            AT,
            Act.TRAIL_EXPORTED,
            Actor.BOARD,
            Optional.empty(),
            0,
            Optional.empty());

    assertThat(AuditFile.csv(export)).endsWith(",\"\",\"\",\"\"\r\n");
  }

  private static AuditEntry entry(String name, String reason) {
    return new AuditEntry(
        "0".repeat(32),
        AT,
        Act.REJECTED,
        new Actor(Actor.Kind.MODERATOR, "id", name),
        PostId.parse(POST),
        2,
        Optional.of(reason));
  }
}
