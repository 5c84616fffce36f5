package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider's clock and ours may be a minute apart and no more, for tokens of every kind. */
class LeewayTest {
  private static SignInFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new SignInFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** A time in a token. */
  private enum Time {
    EXPIRES,
    BEGINS,
    ISSUED;

    /** Puts it on the wrong side of now. */
    Consumer<JWTClaimsSet.Builder> wrongBy(int seconds) {
      Date past = Date.from(fixture.clock.instant().minusSeconds(seconds));
      Date future = Date.from(fixture.clock.instant().plusSeconds(seconds));
      return switch (this) {
        case EXPIRES -> token -> token.expirationTime(past);
        case BEGINS -> token -> token.notBeforeTime(future);
        case ISSUED -> token -> token.issueTime(future);
      };
    }
  }

  static Stream<Arguments> times() {
    List<Arguments> times = new ArrayList<>();
    for (Time time : Time.values()) {
      times.add(Arguments.of(time, 59, true));
      times.add(Arguments.of(time, 61, false));
    }
    return times.stream();
  }

  @ParameterizedTest(name = "{0} {1} s on the wrong side: {2}")
  @MethodSource("times")
  void accessTokens(Time time, int seconds, boolean taken) {
    FakeTokens tokens = fixture.provider.tokens();
    JWTClaimsSet.Builder claims = tokens.accessToken(Person.ALICE);
    time.wrongBy(seconds).accept(claims);
    String token = tokens.sign(claims.build(), FakeTokens.Signing.RS256);
    assertThat(fixture.signIn.bearer(token).join() instanceof Answer.Given).isEqualTo(taken);
  }

  @ParameterizedTest(name = "{0} {1} s on the wrong side: {2}")
  @MethodSource("times")
  void idTokens(Time time, int seconds, boolean taken) {
    fixture.provider.claims = time.wrongBy(seconds);
    Tab tab = fixture.tab();
    tab.signIn();
    assertThat(tab.secret().isPresent()).isEqualTo(taken);
  }

  @ParameterizedTest(name = "{0} {1} s on the wrong side: {2}")
  @MethodSource("times")
  void logoutTokens(Time time, int seconds, boolean taken) {
    fixture.provider.claims = honest -> {};
    Tab tab = fixture.signedIn();
    String session = fixture.stored(tab).orElseThrow().providerSession().orElseThrow();
    String token = fixture.provider.tokens().logout(session, time.wrongBy(seconds));
    assertThat(fixture.signIn.signOutByProvider(token).join() instanceof Answer.Given)
        .isEqualTo(taken);
    assertThat(fixture.stored(tab).isEmpty()).isEqualTo(taken);
  }

  @Test
  void logoutTokenThatIsTakenLateIsNotTakenTwice() {
    String token = fixture.provider.tokens().logout("any", Time.EXPIRES.wrongBy(50));
    List<Boolean> taken = new ArrayList<>();
    for (int again : List.of(0, 9, 1, 1)) {
      fixture.clock.advance(Duration.ofSeconds(again));
      taken.add(fixture.signIn.signOutByProvider(token).join() instanceof Answer.Given);
    }
    assertThat(taken).containsExactly(true, false, false, false);
  }
}
