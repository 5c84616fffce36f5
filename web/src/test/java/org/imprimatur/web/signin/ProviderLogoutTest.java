package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the provider may end over the back channel, and what nobody may. */
class ProviderLogoutTest {
  private static final JOSEObjectType LOGOUT = new JOSEObjectType("logout+jwt");
  private static SignInFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new SignInFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void next() {
    fixture.clock.advance(Duration.ofSeconds(11));
  }

  @Test
  void endsTheSessionsOfAProviderSession() {
    Tab tab = fixture.signedIn();
    Tab other = fixture.signedIn();
    assertThat(ended(fixture.provider.tokens().logout(sid(tab), honest -> {}))).isEqualTo(1);
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(fixture.stored(other)).isPresent();
  }

  @Test
  void endsTheOneSessionWhereAUserIsNamedToo() {
    Tab tab = fixture.signedIn();
    Tab other = fixture.signedIn();
    ended(fixture.provider.tokens().logout(sid(tab), token -> token.subject("a-1")));
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(fixture.stored(other)).isPresent();
  }

  @Test
  void endsAllSessionsOfAUserWhereNoneIsNamed() {
    Tab tab = fixture.signedIn();
    Tab other = fixture.signedIn();
    fixture.provider.person = Person.BOB;
    Tab bob = fixture.signedIn();
    fixture.provider.person = Person.ALICE;
    ended(fixture.provider.tokens().logout("", t -> t.claim("sid", null).subject("a-1")));
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(fixture.stored(other)).isEmpty();
    assertThat(fixture.stored(bob)).isPresent();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("another issuer", t -> t.issuer("http://localhost:1")),
        bad("no issuer", t -> t.issuer(null)),
        bad("another audience", t -> t.audience("other")),
        bad("no audience", t -> t.audience((String) null)),
        bad("no issue time", t -> t.issueTime(null)),
        bad("issued in the future", t -> t.issueTime(ahead(62))),
        bad("expired", t -> t.expirationTime(ahead(-62))),
        bad("no expiry", t -> t.expirationTime(null)),
        bad("no id", t -> t.jwtID(null)),
        bad("an empty id", t -> t.jwtID("")),
        bad("no events", t -> t.claim("events", null)),
        bad("events that are no object", t -> t.claim("events", List.of("logout"))),
        bad("another event", t -> t.claim("events", Map.of("http://other", Map.of()))),
        bad(
            "an event that is no object",
            t ->
                t.claim(
                    "events", Map.of("http://schemas.openid.net/event/backchannel-logout", "yes"))),
        bad("a nonce", t -> t.claim("nonce", "n")),
        bad("neither user nor session", t -> t.claim("sid", null)),
        bad("a session that is no text", t -> t.claim("sid", 7)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refusesATokenThatHas(String what, Consumer<JWTClaimsSet.Builder> change) {
    Tab tab = fixture.signedIn();
    refused(fixture.provider.tokens().logout(sid(tab), change));
    assertThat(fixture.stored(tab)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeTokens.Signing.class,
      names = {"RS256", "PS256", "ES256"},
      mode = EnumSource.Mode.EXCLUDE)
  void refusesSignaturesOf(FakeTokens.Signing signing) {
    Tab tab = fixture.signedIn();
    FakeTokens tokens = fixture.provider.tokens();
    refused(tokens.sign(tokens.logoutToken(sid(tab)).build(), signing, LOGOUT));
    assertThat(fixture.stored(tab)).isPresent();
  }

  @Test
  void refusesTokensOfOtherTypes() {
    Tab tab = fixture.signedIn();
    FakeTokens tokens = fixture.provider.tokens();
    JWTClaimsSet claims = tokens.logoutToken(sid(tab)).build();
    for (JOSEObjectType type :
        new JOSEObjectType[] {JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null}) {
      refused(tokens.sign(claims, FakeTokens.Signing.RS256, type));
    }
    JWTClaimsSet idToken = tokens.idToken(Person.ALICE, "n", sid(tab)).build();
    refused(tokens.sign(idToken, FakeTokens.Signing.RS256));
    refused(tokens.sign(idToken, FakeTokens.Signing.RS256, LOGOUT));
    refused("");
    refused("not a token");
    assertThat(fixture.stored(tab)).isPresent();
  }

  @Test
  void refusesATokenTheSecondTime() {
    String token = fixture.provider.tokens().logout("", t -> t.claim("sid", null).subject("a-1"));
    ended(token);
    Tab tab = fixture.signedIn();
    refused(token);
    assertThat(fixture.stored(tab)).isPresent();
  }

  @Test
  void endsFiveThousandSessionsAtOnce() {
    Session like = fixture.stored(fixture.signedIn()).orElseThrow();
    for (int i = 0; i < 5_000; i++) {
      fixture.sessions.add(copy(like, "many-" + i));
    }
    long start = System.nanoTime();
    int ended =
        ended(fixture.provider.tokens().logout("", t -> t.claim("sid", null).subject("a-1")));
    assertThat(ended).isGreaterThanOrEqualTo(5_001);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(fixture.sessions.find(SessionKey.of("many-7"), fixture.clock.instant())).isEmpty();
  }

  @Test
  void saysThatItCannotTellWhileTheProviderDoesNotAnswer() {
    try (SignInFixture other = new SignInFixture()) {
      String token = other.provider.tokens().logout("s", honest -> {});
      other.provider.weaken("/jwks", new Weakness.Says(500, ""));
      assertThat(other.signIn.signOutByProvider(token).join()).isInstanceOf(Answer.Failed.class);
    }
  }

  private static Session copy(Session like, String secret) {
    Instant now = fixture.clock.instant();
    return new Session(
        SessionKey.of(secret),
        1,
        like.user(),
        Optional.of("sid-" + secret),
        like.sealedTokens(),
        like.tokensExpire(),
        Optional.empty(),
        now,
        now,
        like.ends());
  }

  private static String sid(Tab tab) {
    return fixture.stored(tab).orElseThrow().providerSession().orElseThrow();
  }

  private static int ended(String token) {
    Answer<Integer> answer = fixture.signIn.signOutByProvider(token).join();
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return answer.fold(count -> count, reason -> -1, reason -> -1);
  }

  private static void refused(String token) {
    assertThat(fixture.signIn.signOutByProvider(token).join()).isInstanceOf(Answer.Refused.class);
  }

  private static Arguments bad(String what, Consumer<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  private static Date ahead(int seconds) {
    return Date.from(fixture.clock.instant().plusSeconds(seconds));
  }
}
