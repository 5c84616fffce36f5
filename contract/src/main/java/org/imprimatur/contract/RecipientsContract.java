package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.Recipient;
import org.imprimatur.mail.Recipients;
import org.junit.jupiter.api.Test;

/** What {@link Recipients} promises. */
public interface RecipientsContract extends EngineContract {

  @Test
  default void recipientComesBackAsPutOverACrash() {
    RuntimeUnderTest engine = open(Surroundings.quiet());
    Recipient ann = recipient("ann", 1, false);
    Recipient mia = recipient("mia", 2, true);
    engine.ports().recipients().put(ann);
    engine.ports().recipients().put(mia);

    Recipients again = engine.restarted().ports().recipients();

    assertThat(again.find(ann.id())).contains(ann);
    assertThat(again.find(mia.id())).contains(mia);
    assertThat(again.find(Recipient.idOf("bob"))).isEmpty();
  }

  @Test
  default void whoAsksAgainHasOneAddressTheLatest() {
    Recipients recipients = open(Surroundings.quiet()).ports().recipients();
    recipients.put(recipient("ann", 1, true));
    Recipient later = recipient("ann", 2, false);

    recipients.put(later);

    assertThat(recipients.find(later.id())).contains(later);
    assertThat(recipients.moderators(10)).isEmpty();
  }

  @Test
  default void whatIsRemovedIsGoneAndARepeatDoesNothing() {
    Recipients recipients = open(Surroundings.quiet()).ports().recipients();
    Recipient ann = recipient("ann", 1, true);
    recipients.put(ann);
    recipients.put(recipient("bob", 1, false));

    recipients.remove(ann.id());
    recipients.remove(ann.id());

    assertThat(recipients.find(ann.id())).isEmpty();
    assertThat(recipients.moderators(10)).isEmpty();
    assertThat(recipients.find(Recipient.idOf("bob"))).isPresent();
  }

  @Test
  default void secretRemovesOnlyWhatItBelongsTo() {
    Recipients recipients = open(Surroundings.quiet()).ports().recipients();
    Recipient before = recipient("ann", 1, false);
    Recipient ann = recipient("ann", 2, false);
    recipients.put(before);
    recipients.put(ann);

    assertThat(recipients.remove(ann.id(), before.secret())).isFalse();
    assertThat(recipients.find(ann.id())).contains(ann);
    assertThat(recipients.remove(ann.id(), ann.secret())).isTrue();
    assertThat(recipients.remove(ann.id(), ann.secret())).isFalse();
    assertThat(recipients.find(ann.id())).isEmpty();
  }

  @Test
  default void moderatorsAreListedAndNobodyElse() {
    Recipients recipients = open(Surroundings.quiet()).ports().recipients();
    IntStream.range(0, 10).forEach(i -> recipients.put(recipient("p" + i, i, i % 3 == 0)));

    assertThat(recipients.moderators(10))
        .containsExactlyInAnyOrder(
            recipient("p0", 0, true),
            recipient("p3", 3, true),
            recipient("p6", 6, true),
            recipient("p9", 9, true));
    assertThat(recipients.moderators(3)).hasSize(3);
  }

  private static Recipient recipient(String person, int number, boolean moderator) {
    return new Recipient(
        Recipient.idOf(person),
        new Address(person + number + "@example.org"),
        String.format("%032x", number),
        moderator,
        Instant.parse("2025-03-01T12:00:00.123Z").plusSeconds(number));
  }
}
