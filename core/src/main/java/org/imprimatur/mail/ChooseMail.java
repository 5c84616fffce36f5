package org.imprimatur.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Lets people have mail, or have no more of it. Nobody has any who did not ask. */
public final class ChooseMail {
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
  private static final int ID_DIGITS = 32;
  private static final int SECRET_BYTES = 16;

  private final Recipients recipients;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * Chooses for {@code recipients}.
   *
   * @param random draws what links hold; cryptographically strong in production
   */
  public ChooseMail(Recipients recipients, Clock clock, RandomGenerator random) {
    this.recipients = recipients;
    this.clock = clock;
    this.random = random;
  }

  /** Where a person's mail goes; empty for who has none. */
  public Optional<Address> of(String personId) {
    return choice(personId).map(Choice::address);
  }

  /** All that is kept of a person who has mail but for what their links hold. */
  public Optional<Choice> choice(String personId) {
    return recipients
        .find(Recipient.idOf(personId))
        .map(kept -> new Choice(kept.address(), kept.moderator(), kept.since()));
  }

  /**
   * A person has mail from now on, at this address alone. Links out of earlier mails to them turn
   * nothing off any more: who had the address before has no say about the next one.
   *
   * @param address one that the sign-in provider has verified
   * @param moderator whether they are to be told what waits
   */
  public void on(String personId, Address address, boolean moderator) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    recipients.put(
        new Recipient(
            Recipient.idOf(personId),
            address,
            HexFormat.of().formatHex(secret),
            moderator,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  /** A person has no more mail; a repeat does nothing. */
  public void off(String personId) {
    recipients.remove(Recipient.idOf(personId));
  }

  /** Whether a text has the form of what links hold; tells nothing of whether one ever held it. */
  public static boolean mayBeToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /**
   * Whoever a mail with this link went to has no more mail. A token that never was, or belongs to
   * an earlier time that they asked, does nothing; nobody is told which of these it is.
   */
  public void offBy(String token) {
    if (mayBeToken(token)) {
      String id = token.substring(0, ID_DIGITS);
      String secret = token.substring(ID_DIGITS);
      recipients
          .find(id)
          .filter(recipient -> recipient.gave(secret))
          .ifPresent(recipient -> recipients.remove(id, secret));
    }
  }

  /**
   * What somebody chose.
   *
   * @param address where their mail goes
   * @param digest whether they are told, as a moderator, what waits
   * @param since when they chose, UTC to the millisecond
   */
  public record Choice(Address address, boolean digest, Instant since) {}
}
