package org.imprimatur.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.imprimatur.notice.Notice;

/** What mails say. No link in them does anything by being opened. */
final class Letters {
  private static final String SIGNATURE =
      "You have this mail because you asked for it. No person wrote it, and nobody reads answers.";

  private final MailSettings settings;

  Letters(MailSettings settings) {
    this.settings = settings;
  }

  /** What an author was told. */
  Mail notice(Notice notice, String id, Recipient to) {
    String words = notice.kind().words();
    Letter letter = new Letter().saysOf(notice.title(), words + ".");
    notice.reason().ifPresent(letter::quotes);
    letter.leadsTo("See it on the board", at(notice.path()));
    return mail(id, to, Letter.subject("“" + shortened(notice.title()) + "” " + words), letter);
  }

  /** What waits for a moderator. */
  Mail digest(Waiting waiting, Instant now, String id, Recipient to) {
    Letter letter =
        new Letter()
            .says(waiting.howMany() + " for a moderator.")
            .says("The oldest has been waiting for " + age(waiting.oldest(), now) + ".")
            .lists(
                waiting.mostFrequent().stream()
                    .map(reason -> reason.getKey() + ": " + reason.getValue())
                    .toList())
            .leadsTo("See what waits", at("/moderation"));
    return mail(id, to, waiting.howMany() + " for a moderator", letter);
  }

  private Mail mail(String id, Recipient to, String subject, Letter letter) {
    URI unsubscribe = at("/unsubscribe/" + to.token());
    letter
        .says(SIGNATURE)
        .leadsTo("Choose what is mailed to you", at("/me/mail"))
        .leadsTo("No more mail to this address", unsubscribe);
    return new Mail(id, to.address(), subject, letter.text(), letter.html(subject), unsubscribe);
  }

  private URI at(String path) {
    return URI.create(settings.baseUrl() + path);
  }

  /** Leaves room for what is said of it. */
  private static String shortened(String title) {
    int most = 60;
    return title.codePointCount(0, title.length()) <= most
        ? title
        : title.substring(0, title.offsetByCodePoints(0, most - 1)) + "…";
  }

  static String age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    if (age.toDays() >= 2) {
      return age.toDays() + " days";
    }
    return age.toHours() >= 2
        ? age.toHours() + " hours"
        : Math.max(0, age.toMinutes()) + " minutes";
  }
}
