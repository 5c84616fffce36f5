package org.imprimatur.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.event.Backoff;
import org.imprimatur.event.Event;
import org.imprimatur.event.EventHandler;
import org.imprimatur.event.Subscription;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.mail.MailEvents.DigestMail;
import org.imprimatur.mail.MailEvents.NoticeMail;
import org.imprimatur.notice.Notice;
import org.imprimatur.notice.Notices;
import org.imprimatur.notice.NotifyAuthor;
import org.imprimatur.post.Posts;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Writes and sends the mail that an event asks for, once for each event however often it is
 * delivered, unless by then nobody wants it any more: who turned mail off or left the board, a
 * notice that is gone, a queue that is empty.
 *
 * <p>A mail is noted as sent after it was handed over. Whoever sends it has it to himself for three
 * minutes, by a conditional write; another delivery of the event is put off meanwhile. So a mail is
 * sent a second time only where the note of the first was lost: a process that dies in the moment
 * between, or a carrier whose yes got lost on its way. Noting first would lose the mail in these
 * cases; a mail of the same {@code Message-ID} twice does less harm than none. Thread-safe.
 */
public final class SendMail implements EventHandler {
  /** The name of its subscription. */
  public static final String SUBSCRIPTION = "mail";

  /** Twelve attempts within some six hours: a server of mails may be away for that long. */
  private static final Backoff PATIENCE =
      new Backoff(Duration.ofSeconds(30), Duration.ofHours(1), 12);

  /** What waited while a server was away does not come over it all at once. */
  private static final int AT_ONCE = 4;

  private static final Duration LEASE = Duration.ofMinutes(3);

  private final Recipients recipients;
  private final Notices notices;
  private final Posts posts;
  private final ExpiringEntries notes;
  private final Mailer mailer;
  private final MailSettings settings;
  private final Letters letters;
  private final Clock clock;
  private final Telemetry telemetry;

  /**
   * Sends by {@code mailer}.
   *
   * @param notes where is noted what was sent
   */
  public SendMail(
      Recipients recipients,
      Notices notices,
      Posts posts,
      ExpiringEntries notes,
      Mailer mailer,
      MailSettings settings,
      Clock clock,
      Telemetry telemetry) {
    this.recipients = recipients;
    this.notices = notices;
    this.posts = posts;
    this.notes = notes;
    this.mailer = mailer;
    this.settings = settings;
    this.letters = new Letters(settings);
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** What it wants from the bus. Failures are tried again for hours, and delay nobody else. */
  public Subscription subscription() {
    return new Subscription(
        SUBSCRIPTION, MailEvents.PATTERN, Duration.ZERO, this, Optional.of(PATIENCE), AT_ONCE);
  }

  @Override
  public void handle(Event event) {
    Instant now = clock.instant();
    mail(event, now).ifPresent(mail -> once(mail, event.id(), now));
  }

  private Optional<Mail> mail(Event event, Instant now) {
    return switch (event.detailType()) {
      case MailEvents.NOTICE -> notice(MailEvents.readNotice(event), now);
      case MailEvents.DIGEST -> digest(MailEvents.readDigest(event), now);
      default -> throw new UnreadableEvent("no mail", new IllegalArgumentException());
    };
  }

  private Optional<Mail> notice(NoticeMail wanted, Instant now) {
    return recipients
        .find(Recipient.idOf(wanted.personId()))
        .flatMap(
            to ->
                notices
                    .find(wanted.personId(), wanted.noticeId(), now)
                    .filter(notice -> stillNews(notice, now))
                    .map(notice -> letters.notice(notice, wanted.mailId(), to)));
  }

  /** What was to happen soon has happened where the mail comes too late. */
  private static boolean stillNews(Notice notice, Instant now) {
    return notice.kind() != Notice.Kind.EXPIRING || now.isBefore(notice.expires());
  }

  /** A digest that comes when its time is over would be one of two. */
  private Optional<Mail> digest(DigestMail wanted, Instant now) {
    return recipients
        .find(wanted.recipientId())
        .filter(Recipient::moderator)
        .filter(to -> current(wanted, now))
        .flatMap(
            to ->
                Waiting.in(posts, now)
                    .map(waiting -> letters.digest(waiting, now, wanted.mailId(), to)));
  }

  private boolean current(DigestMail wanted, Instant now) {
    return settings
        .digest()
        .filter(every -> RequestMail.windowOf(now, every).equals(wanted.window()))
        .isPresent();
  }

  private void once(Mail mail, String eventId, Instant now) {
    String sending = "mail-sending:" + mail.id();
    String sent = "mail-sent:" + mail.id();
    boolean mine = notes.putIfAbsent(sending, eventId, now.plus(LEASE), now);
    if (notes.find(sent, now).isPresent()) {
      return;
    }
    if (!mine) {
      throw new MailNotSent("it is being sent, or was when somebody died");
    }
    try {
      mailer.send(mail);
    } catch (MailNotSent e) {
      notes.remove(sending);
      throw e;
    }
    notes.putIfAbsent(sent, eventId, now.plus(NotifyAuthor.KEPT), now);
    telemetry.record(
        new Occurrence(Occurrence.Kind.MAILED, Map.of("eventId", eventId, "mailId", mail.id())));
  }
}
