package org.imprimatur.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.imprimatur.post.Hash;

/**
 * Somebody who asked for mail.
 *
 * @param id who, as {@link #idOf} names a person; 32 hexadecimal digits
 * @param address where to; verified by the sign-in provider
 * @param secret 32 hexadecimal digits that only their mails hold, drawn anew each time they ask
 * @param moderator whether they were a moderator when they asked, and want to know what waits
 * @param since when they asked, UTC to the millisecond
 */
public record Recipient(
    String id, Address address, String secret, boolean moderator, Instant since) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

  /** Refuses an id and a secret of another form. */
  public Recipient {
    if (!DIGITS.matcher(id).matches() || !DIGITS.matcher(secret).matches()) {
      throw new IllegalArgumentException("an id and a secret have 32 hexadecimal digits");
    }
  }

  /** The id of a person, which does not tell who it is. */
  public static String idOf(String personId) {
    return Hash.of("recipient " + personId);
  }

  /** What a link out of a mail names: who, and that it comes from a mail of theirs. */
  public String token() {
    return id + secret;
  }

  /** Whether a link came from a mail to this address; takes as long for every wrong one. */
  boolean gave(String secret) {
    return MessageDigest.isEqual(
        this.secret.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Who, without address and secret. */
  @Override
  public String toString() {
    return "recipient " + id;
  }
}
