package org.imprimatur.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;
import org.imprimatur.session.User;
import org.junit.jupiter.api.Test;

/** What {@link Sessions} promises. */
public interface SessionsContract extends EngineContract {

  @Test
  default void addedSessionIsFoundWhole() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Instant now = here.clock().instant();
    Session session = here.sampleSessions().signedIn("s").leased(now.plusMillis(1_234));

    sessions.add(session);

    assertThat(sessions.find(session.key(), now)).contains(session);
    assertThat(sessions.find(SessionKey.of("t"), now)).isEmpty();
  }

  @Test
  default void sessionWithoutAProviderSessionIsFoundWhole() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    User user = SampleSessions.user("ann");
    Session session = here.sampleSessions().signedIn("s", user, Optional.empty());

    sessions.add(session);

    assertThat(sessions.find(session.key(), here.clock().instant())).contains(session);
  }

  @Test
  default void sessionOutlivesACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Session session = here.sampleSessions().signedIn("s");
    engine.sessions().add(session);

    Sessions after = engine.restarted().sessions();

    assertThat(after.find(session.key(), here.clock().instant())).contains(session);
  }

  @Test
  default void keyThatIsThereAlreadyIsAFault() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Session session = here.sampleSessions().signedIn("s");
    sessions.add(session);

    assertThatThrownBy(() -> sessions.add(session)).isInstanceOf(RuntimeException.class);
  }

  @Test
  default void endedSessionIsNotFoundAndNotCounted() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Session session = here.sampleSessions().signedIn("s");
    sessions.add(session);
    Instant end = session.ends();

    assertThat(sessions.find(session.key(), end.minusMillis(1))).contains(session);
    assertThat(sessions.find(session.key(), end)).isEmpty();
    assertThat(sessions.count(end.minusMillis(1))).isEqualTo(1);
    assertThat(sessions.count(end)).isZero();
  }

  @Test
  default void replacedSessionHasTheNextVersion() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Session first = here.sampleSessions().signedIn("s");
    sessions.add(first);
    Instant now = here.clock().instant();
    Instant later = now.plus(Duration.ofHours(1));
    Session used = first.refreshed(first.user(), "new", later).seen(now, later);

    Session second = sessions.replace(used).orElseThrow();

    assertThat(second).isEqualTo(used.nextVersion());
    assertThat(sessions.find(first.key(), later.minusMillis(1))).contains(second);
  }

  @Test
  default void secondWriterOfAVersionLosesAndChangesNothing() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Session first = here.sampleSessions().signedIn("s");
    sessions.add(first);
    Instant now = here.clock().instant();
    Session won = sessions.replace(first.leased(now.plusSeconds(10))).orElseThrow();

    assertThat(sessions.replace(first.leased(now.plusSeconds(99)))).isEmpty();

    assertThat(sessions.find(first.key(), now)).contains(won);
  }

  @Test
  default void removedSessionIsNotBroughtBackByAWriterWhoHadIt() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Session session = here.sampleSessions().signedIn("s");
    sessions.add(session);
    sessions.remove(session.key());
    sessions.remove(session.key());

    assertThat(sessions.replace(session)).isEmpty();
    assertThat(sessions.find(session.key(), here.clock().instant())).isEmpty();
  }

  @Test
  default void removedSessionStaysRemovedAfterACrash() {
    Surroundings here = Surroundings.quiet();
    RuntimeUnderTest engine = open(here);
    Session session = here.sampleSessions().signedIn("s");
    engine.sessions().add(session);
    engine.sessions().remove(session.key());

    Sessions after = engine.restarted().sessions();

    assertThat(after.find(session.key(), here.clock().instant())).isEmpty();
  }

  @Test
  default void providerEndsAllSessionsOfItsOwn() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    add(here, sessions, "a", "ann", Optional.of("sid-1"));
    Session other = add(here, sessions, "b", "ann", Optional.of("sid-2"));
    add(here, sessions, "c", "bob", Optional.of("sid-1"));
    Session without = add(here, sessions, "d", "ann", Optional.empty());

    assertThat(sessions.removeByProviderSession("sid-1")).isEqualTo(2);
    assertThat(sessions.removeByProviderSession("sid-1")).isZero();

    assertThat(sessions.count(here.clock().instant())).isEqualTo(2);
    assertThat(sessions.find(other.key(), here.clock().instant())).contains(other);
    assertThat(sessions.find(without.key(), here.clock().instant())).contains(without);
  }

  @Test
  default void userEndsAllSessionsOfTheirOwn() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    add(here, sessions, "a", "ann", Optional.of("sid-1"));
    Session used = add(here, sessions, "b", "ann", Optional.empty());
    sessions.replace(used.seen(here.clock().instant(), used.ends()));
    Session other = add(here, sessions, "c", "ann2", Optional.of("sid-1"));

    assertThat(sessions.removeByUser("ann")).isEqualTo(2);
    assertThat(sessions.removeByUser("ann")).isZero();

    assertThat(sessions.find(used.key(), here.clock().instant())).isEmpty();
    assertThat(sessions.find(other.key(), here.clock().instant())).contains(other);
  }

  @Test
  default void userIsToldOfTheirSessions() {
    Surroundings here = Surroundings.quiet();
    Sessions sessions = open(here).sessions();
    Session first = add(here, sessions, "a", "ann", Optional.of("sid-1"));
    Session second = add(here, sessions, "b", "ann", Optional.empty());
    add(here, sessions, "c", "bob", Optional.empty());
    Instant now = here.clock().instant();

    assertThat(sessions.ofUser("ann", now, 10)).containsExactlyInAnyOrder(first, second);
    assertThat(sessions.ofUser("ann", now, 1)).hasSize(1);
    assertThat(sessions.ofUser("ann", first.ends(), 10)).isEmpty();
    assertThat(sessions.ofUser("cid", now, 10)).isEmpty();
  }

  private static Session add(
      Surroundings here, Sessions sessions, String secret, String subject, Optional<String> sid) {
    Session session = here.sampleSessions().signedIn(secret, SampleSessions.user(subject), sid);
    sessions.add(session);
    return session;
  }
}
