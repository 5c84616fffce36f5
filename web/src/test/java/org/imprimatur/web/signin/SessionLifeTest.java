package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.imprimatur.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a session ends, and what of it is where. */
class SessionLifeTest {
  private SignInFixture fixture;
  private Tab tab;

  @BeforeEach
  void start() {
    fixture = new SignInFixture();
    tab = fixture.signedIn();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void endsAfterHalfAnHourUnused() {
    fixture.clock.advance(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(alive()).isTrue();
    fixture.clock.advance(Duration.ofMinutes(30).minusMillis(1));
    assertThat(alive()).isTrue();
    fixture.clock.advance(Duration.ofMinutes(30));
    assertThat(alive()).isFalse();
  }

  @Test
  void endsAfterTwelveHoursHoweverUsed() {
    Instant end = fixture.clock.instant().plus(Duration.ofHours(12));
    while (fixture.clock.instant().plus(Duration.ofMinutes(20)).isBefore(end)) {
      fixture.clock.advance(Duration.ofMinutes(20));
      assertThat(alive()).isTrue();
    }
    fixture.clock.advanceTo(end.minusSeconds(1));
    assertThat(alive()).isTrue();
    fixture.clock.advanceTo(end);
    assertThat(alive()).isFalse();
  }

  @Test
  void useIsWrittenAtMostOnceASecond() {
    Session before = fixture.stored(tab).orElseThrow();
    for (int i = 0; i < 9; i++) {
      fixture.clock.advance(Duration.ofMillis(100));
      assertThat(alive()).isTrue();
    }
    assertThat(fixture.stored(tab)).contains(before);
    fixture.clock.advance(Duration.ofMillis(100));
    assertThat(alive()).isTrue();
    Session after = fixture.stored(tab).orElseThrow();
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.lastSeen()).isEqualTo(fixture.clock.instant());
  }

  @Test
  void tokensAreSealedInTheStore() {
    Session session = fixture.stored(tab).orElseThrow();
    assertThat(session.toString())
        .doesNotContainPattern("eyJ[\\w-]+\\.eyJ")
        .doesNotContain("refresh.", tab.secret().orElseThrow());
    assertThat(session.sealedTokens()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void tokensSealedWithAKeyThatIsGoneEndTheSession() {
    ProviderState ready = new ProviderState.Ready(fixture.provider.settings());
    try (SignIn restored =
        new SignIn(
            () -> ready,
            SignInFixture.SETTINGS,
            fixture.sessions,
            fixture.entries,
            SignInFixture.key(),
            fixture.clock,
            SignInFixture.RANDOM)) {
      assertThat(restored.session(tab.secret().orElseThrow())).isEmpty();
      assertThat(fixture.stored(tab)).isEmpty();
    }
  }

  @Test
  void tokensOfOneSessionDoNotOpenInAnother() {
    Tab other = fixture.signedIn();
    Session session = fixture.stored(tab).orElseThrow();
    Session stolen =
        session.refreshed(
            session.user(),
            fixture.stored(other).orElseThrow().sealedTokens(),
            session.tokensExpire());
    assertThat(fixture.sessions.replace(stolen)).isPresent();
    assertThat(alive()).isFalse();
    assertThat(fixture.stored(tab)).isEmpty();
  }

  @Test
  void secretsAreNeverRepeated() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      secrets.add(Attempt.secret(SignInFixture.RANDOM));
    }
    assertThat(secrets).hasSize(100_000).allMatch(secret -> secret.length() == 43);
  }

  private boolean alive() {
    return fixture.signIn.session(tab.secret().orElseThrow()).isPresent();
  }
}
