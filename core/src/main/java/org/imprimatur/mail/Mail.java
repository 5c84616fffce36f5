package org.imprimatur.mail;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A mail, the same in words and in HTML. Whoever sends it adds the headers that say that no person
 * wrote it ({@code Auto-Submitted}, RFC 3834) and how to have no more ({@code List-Unsubscribe},
 * RFC 2369 and RFC 8058).
 *
 * @param id 32 hexadecimal digits, the same whenever this mail is sent again
 * @param to where it goes
 * @param subject one line without controls
 * @param text in plain words
 * @param html as a page that loads nothing
 * @param unsubscribe where a POST turns off all mail to this address
 */
public record Mail(
    String id, Address to, String subject, String text, String html, URI unsubscribe) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** Refuses an id of another form, and a subject that would end its header. */
  public Mail {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an id has 32 hexadecimal digits");
    }
    if (subject.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a subject is one line");
    }
  }

  /** Its {@code Message-ID}: a receiver that gets it twice may know it by that. */
  public String messageId() {
    return "<" + id + "@" + unsubscribe.getHost() + ">";
  }

  /** Which, without what is in it. */
  @Override
  public String toString() {
    return "mail " + id;
  }
}
