package org.imprimatur.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Mail;
import org.imprimatur.mail.MailNotSent;
import org.imprimatur.mail.Recipient;
import org.junit.jupiter.api.Test;

/** From a change in the stream to a mail at SES. */
class MailFunctionsTest {
  private static final String[] TOLD = {
    "MAIL_BASE_URL", "https://board.test", "MAIL_FROM", "board@board.test", "MAIL_DIGEST", "4h"
  };

  private final Functions cloud = new Functions();
  private final List<String> envelopes = new ArrayList<>();
  private final String address = "ann-" + UUID.randomUUID() + "@example.org";

  MailFunctionsTest() {
    CloudBus.open(cloud.tables.posts(), (id, envelope) -> envelopes.add(envelope));
  }

  @Test
  void authorWhoAskedHasOneMailHoweverOftenTheChangeAndTheEventCome() {
    want(cloud.recordedPost().author().id(), false);
    publish();
    publish();

    assertThat(failures()).isEmpty();
    assertThat(failures()).isEmpty();

    assertThat(SesWire.to(address)).hasSize(1);
    JsonNode mail = SesWire.to(address).get(0);
    assertThat(mail.at("/FromEmailAddress").asText()).isEqualTo("Imprimatur <board@board.test>");
    assertThat(mail.at("/Content/Simple/Subject/Data").asText())
        .endsWith("was approved and is public");
    assertThat(mail.at("/Content/Simple/Subject/Charset").asText()).isEqualTo("UTF-8");
    assertThat(mail.at("/Content/Simple/Body/Text/Data").asText())
        .contains("https://board.test/unsubscribe/");
    assertThat(mail.at("/Content/Simple/Body/Html/Data").asText()).startsWith("<!DOCTYPE html>");
    assertThat(mail.at("/Content/Simple/Headers"))
        .extracting(header -> header.get("Name").asText())
        .containsExactly("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post");
  }

  @Test
  void whoDidNotAskIsNotEvenAskedAboutOnTheBus() {
    publish();

    assertThat(envelopes).isEmpty();
  }

  @Test
  void boardThatIsNotToldToAsksForNoMail() {
    want(cloud.recordedPost().author().id(), false);

    assertThat(
            Recorded.failures(
                new FollowChangesHandler(cloud.start()), Recorded.event("stream-modify-published")))
        .isEmpty();

    assertThat(envelopes).isEmpty();
  }

  @Test
  void mailThatSesDoesNotTakeComesAgain() {
    want(cloud.recordedPost().author().id(), false);
    publish();
    SesWire.fail(400);
    assertThat(failures()).hasSize(1);

    assertThat(failures()).isEmpty();
    assertThat(SesWire.to(address)).hasSize(1);
  }

  @Test
  void whatSesSaysNamesNobodyInALog() {
    SesMailer mailer = new SesMailer(CloudEngine.CLIENTS.ses(), new Address("board@board.test"));
    SesWire.fail(400);
    Mail mail =
        new Mail(
            "0".repeat(32),
            new Address(address),
            "s",
            "t",
            "h",
            URI.create("https://board.test/unsubscribe/x"));

    assertThatThrownBy(() -> mailer.send(mail))
        .isInstanceOf(MailNotSent.class)
        .hasMessage("SES answered 400")
        .hasNoCause();
  }

  @Test
  void moderatorWhoAskedHasADigestWhileSomethingWaits() {
    want("mia", true);
    cloud.addRecordedPost();
    Recorded.answer(new AttendHandler(cloud.start(TOLD)), Recorded.event("schedule"));
    Recorded.answer(new AttendHandler(cloud.start(TOLD)), Recorded.event("schedule"));

    assertThat(failures()).isEmpty();

    assertThat(SesWire.to(address)).hasSize(1);
    assertThat(SesWire.to(address).get(0).at("/Content/Simple/Subject/Data").asText())
        .isEqualTo("1 post waits for a moderator");
  }

  private void want(String person, boolean moderator) {
    cloud
        .stores()
        .recipients()
        .put(
            new Recipient(
                Recipient.idOf(person),
                new Address(address),
                "a".repeat(32),
                moderator,
                Instant.parse("2025-03-01T12:00:00Z")));
  }

  private void publish() {
    assertThat(
            Recorded.failures(
                new FollowChangesHandler(cloud.start(TOLD)),
                Recorded.event("stream-modify-published")))
        .isEmpty();
  }

  /** All events that asked for mail, handed to the function as Lambda hands them. */
  private List<String> failures() {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    ArrayNode records = batch.putArray("Records");
    for (int i = 0; i < envelopes.size(); i++) {
      records.addObject().put("messageId", "message-" + i).put("body", envelopes.get(i));
    }
    return Recorded.failures(new SendMailHandler(cloud.start(TOLD)), batch);
  }
}
