package org.imprimatur.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imprimatur.Ports;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.memory.MemoryRuntime;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Author;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.session.ExpiringEntries;
import org.junit.jupiter.api.Test;

class SendMailTest {
  private static final Instant NOW = Instant.parse("2025-03-01T13:30:00Z");
  private static final Recipient ANN =
      new Recipient(
          Recipient.idOf("ann"), new Address("ann@example.org"), "5".repeat(32), false, NOW);

  private final MemoryRuntime runtime =
      new MemoryRuntime(
          Clock.fixed(NOW, ZoneOffset.UTC),
          new Random(1),
          Backoff.standard(),
          (pattern, event) -> true,
          occurrence -> {});
  private final Ports ports = runtime.ports();
  private final List<Mail> sent = new ArrayList<>();

  @Test
  void noticeBecomesAMailThatCanBeEnded() {
    ports.recipients().put(ANN);
    handle(sent::add, event(Notice.Kind.CHANGES_REQUESTED));

    Mail mail = sent.get(0);
    assertThat(mail.subject()).isEqualTo("“Title” needs another text");
    assertThat(mail.unsubscribe())
        .isEqualTo(URI.create("https://board.test/unsubscribe/" + ANN.id() + ANN.secret()));
    assertThat(mail.messageId()).isEqualTo("<" + mail.id() + "@board.test>");
    assertThat(mail.text())
        .contains("> Say where", "https://board.test/posts/" + "a".repeat(32) + "/edit");
    assertThat(mail.toString() + ANN).doesNotContain("ann@", "Title", ANN.secret());
  }

  @Test
  void reminderThatComesTooLateIsNotSent() {
    ports.recipients().put(ANN);
    handle(sent::add, event(Notice.Kind.EXPIRING));

    assertThat(sent).isEmpty();
  }

  @Test
  void whatSomebodyElseIsSendingIsPutOffAndNotSentTwice() {
    ports.recipients().put(ANN);
    Event event = event(Notice.Kind.PUBLISHED);
    SendMail other = sender(sent::add, NOW);
    SendMail slow =
        sender(
            mail -> {
              assertThatThrownBy(() -> other.handle(event)).isInstanceOf(MailNotSent.class);
              sent.add(mail);
            },
            NOW);

    slow.handle(event);
    other.handle(event);

    assertThat(sent).hasSize(1);
  }

  @Test
  void whoDiesWhileSendingHoldsItUpForThreeMinutes() {
    ports.recipients().put(ANN);
    Event event = event(Notice.Kind.PUBLISHED);
    assertThatThrownBy(
            () ->
                handle(
                    mail -> {
                      throw new OutOfMemoryError();
                    },
                    event))
        .isInstanceOf(OutOfMemoryError.class);

    assertThatThrownBy(() -> handle(sent::add, event)).isInstanceOf(MailNotSent.class);
    sender(sent::add, NOW.plus(Duration.ofMinutes(3))).handle(event);

    assertThat(sent).hasSize(1);
  }

  @Test
  void whoDiesBetweenTheYesAndTheNoteSendsItASecondTimeUnderTheSameName() {
    ports.recipients().put(ANN);
    Event event = event(Notice.Kind.PUBLISHED);
    Mailer dies =
        mail -> {
          sent.add(mail);
          throw new OutOfMemoryError();
        };
    assertThatThrownBy(() -> handle(dies, event)).isInstanceOf(OutOfMemoryError.class);

    SendMail later = sender(sent::add, NOW.plus(Duration.ofMinutes(3)));
    later.handle(event);
    later.handle(event);

    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).isEqualTo(sent.get(0));
  }

  @Test
  void whoLeftIsNamedByNothingThatAsksForMail() {
    Event event = event(Notice.Kind.PUBLISHED);
    Pseudonym nobody =
        new Pseudonym("ann", new Author("gone-1", Pseudonym.NAME), NOW.minusMillis(1));
    Event unreadable = new Event("e", Event.SOURCE, "NoticeMail", NOW, "{\"personId\":\"ann\"");

    assertThat(MailEvents.without(event, nobody)).isEqualTo(event);
    Event without = MailEvents.without(event, new Pseudonym("ann", nobody.nobody(), event.time()));
    assertThat(without.id()).isEqualTo(event.id());
    assertThat(without.detail()).contains("gone-1").doesNotContain("ann");
    assertThat(MailEvents.without(unreadable, nobody)).isEqualTo(unreadable);
    handle(sent::add, without);
    assertThat(sent).isEmpty();
  }

  @Test
  void eventThatAsksForNoMailIsUnreadable() {
    for (String detail : List.of("{", "{}", "{\"personId\":1}", "{\"personId\":\"ann\"}", "")) {
      assertThatThrownBy(
              () -> handle(sent::add, new Event("e", Event.SOURCE, "NoticeMail", NOW, detail)))
          .as(detail)
          .isInstanceOf(UnreadableEvent.class);
    }
    assertThatThrownBy(() -> handle(sent::add, new Event("e", Event.SOURCE, "Other", NOW, "{}")))
        .isInstanceOf(UnreadableEvent.class);
    String window = "{\"recipientId\":\"" + ANN.id() + "\",\"window\":\"soon\"}";
    assertThatThrownBy(
            () -> handle(sent::add, new Event("e", Event.SOURCE, "DigestMail", NOW, window)))
        .isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void stretchesOfTimeAreCountedFromMidnightOfTheFirstDay() {
    assertThat(RequestMail.windowOf(NOW, Duration.ofHours(4)))
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
    assertThat(RequestMail.windowOf(Instant.parse("2025-03-01T12:00:00Z"), Duration.ofHours(4)))
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
  }

  private Event event(Notice.Kind kind) {
    Notice notice =
        new Notice(
            "1".repeat(32),
            "ann",
            kind,
            new PostId("a".repeat(32)),
            "Title",
            Optional.of("Say where"),
            NOW,
            NOW,
            NOW.plusSeconds(9_999));
    ports.notices().put(notice);
    return MailEvents.NoticeMail.about(notice).event(NOW);
  }

  private void handle(Mailer mailer, Event event) {
    sender(mailer, NOW).handle(event);
  }

  private SendMail sender(Mailer mailer, Instant now) {
    ExpiringEntries notes = runtime.entries();
    return new SendMail(
        ports.recipients(),
        ports.notices(),
        ports.posts(),
        notes,
        mailer,
        new MailSettings(URI.create("https://board.test"), Optional.empty()),
        Clock.fixed(now, ZoneOffset.UTC),
        occurrence -> {});
  }
}
