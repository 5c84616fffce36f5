package org.imprimatur.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.event.EventBus;
import org.imprimatur.mail.MailEvents.DigestMail;
import org.imprimatur.mail.MailEvents.NoticeMail;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Posts;

/**
 * Asks, by the bus, for mail to those who want it. Ids of events are derived from what they are
 * about, so that asking again, also by another process, asks for nothing more. Thread-safe.
 */
public final class RequestMail {
  /** How many moderators are told at most; there are rarely ten. */
  static final int MOST_MODERATORS = 100;

  private final Recipients recipients;
  private final Posts posts;
  private final EventBus bus;
  private final MailSettings settings;
  private final Clock clock;
  private volatile Instant lastWindow = Instant.MIN;

  /**
   * Asks on {@code bus}.
   *
   * @param posts where is seen what waits
   */
  public RequestMail(
      Recipients recipients, Posts posts, EventBus bus, MailSettings settings, Clock clock) {
    this.recipients = recipients;
    this.posts = posts;
    this.bus = bus;
    this.settings = settings;
    this.clock = clock;
  }

  /** A person has been told something: asks for a mail of it where they want mail. */
  public void about(Notice notice) {
    if (recipients.find(Recipient.idOf(notice.personId())).isPresent()) {
      bus.publish(NoticeMail.about(notice).event(clock.instant()));
    }
  }

  /**
   * To be called every now and then: asks, once in each stretch of time that the settings name, for
   * a mail to each moderator who wants mail, unless nothing waits. What begins to wait later in
   * that time waits for the next.
   */
  public void digests() {
    settings.digest().ifPresent(every -> digests(windowOf(clock.instant(), every)));
  }

  private void digests(Instant window) {
    if (lastWindow.equals(window)) {
      return;
    }
    Instant now = clock.instant();
    if (!posts.waiting(PageRequest.first(1), now).items().isEmpty()) {
      for (Recipient moderator : recipients.moderators(MOST_MODERATORS)) {
        bus.publish(new DigestMail(moderator.id(), window).event(now));
      }
    }
    lastWindow = window;
  }

  /** When the stretch of time began that {@code now} is in. */
  static Instant windowOf(Instant now, Duration every) {
    long length = every.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), length) * length);
  }
}
