package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.session.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Access tokens for the API (RFC 9068), and what is none. */
class BearerTest {
  private static SignInFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new SignInFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void theUserIsWhoTheTokenSays() {
    Answer<User> answer = ask(token(Person.MARA, honest -> {}));
    User mara = answer.fold(user -> user, reason -> null, reason -> null);
    assertThat(mara.subject()).isEqualTo("m-3");
    assertThat(mara.name()).isEqualTo("Mara Moderator");
    assertThat(mara.moderator()).isTrue();
  }

  static Stream<JOSEObjectType> accessTypes() {
    return Stream.of(new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));
  }

  @ParameterizedTest
  @MethodSource("accessTypes")
  void takesTokensThatSayInTheirHeaderWhatTheyAre(JOSEObjectType type) {
    FakeTokens tokens = fixture.provider.tokens();
    JWTClaimsSet claims = tokens.accessToken(Person.BOB).claim("typ", null).build();
    given(tokens.sign(claims, FakeTokens.Signing.RS256, type));
    refused(tokens.sign(claims, FakeTokens.Signing.RS256));
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad("another issuer", t -> t.issuer("http://localhost:1")),
        bad("another audience", t -> t.audience("imprimatur")),
        bad("no audience", t -> t.audience((String) null)),
        bad("expired", t -> t.expirationTime(ahead(-62))),
        bad("no expiry", t -> t.expirationTime(null)),
        bad("not valid yet", t -> t.notBeforeTime(ahead(62))),
        bad("issued in the future", t -> t.issueTime(ahead(62))),
        bad("no subject", t -> t.subject(null)),
        bad("an ID token's type", t -> t.claim("typ", "ID")),
        bad("a refresh token's type", t -> t.claim("typ", "Refresh")),
        bad("no type", t -> t.claim("typ", null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refusesATokenThatHas(String what, Consumer<JWTClaimsSet.Builder> change) {
    refused(token(Person.ALICE, change));
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeTokens.Signing.class,
      names = {"RS256", "PS256", "ES256"},
      mode = EnumSource.Mode.EXCLUDE)
  void refusesSignaturesOf(FakeTokens.Signing signing) {
    FakeTokens tokens = fixture.provider.tokens();
    refused(tokens.sign(tokens.accessToken(Person.ALICE).build(), signing));
  }

  @Test
  void refusesWhatIsNoAccessToken() {
    FakeTokens tokens = fixture.provider.tokens();
    JWTClaimsSet.Builder id = tokens.idToken(Person.ALICE, "n", "s");
    refused(tokens.sign(id.build(), FakeTokens.Signing.RS256));
    refused(tokens.sign(id.audience(FakeProvider.AUDIENCE).build(), FakeTokens.Signing.RS256));
    refused(tokens.logout("s", t -> t.audience(FakeProvider.AUDIENCE).subject("a-1")));
    for (String junk : List.of("", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "a".repeat(10_000))) {
      refused(junk);
    }
  }

  @Test
  void saysThatItCannotTellWhileTheProviderDoesNotAnswer() {
    try (SignInFixture other = new SignInFixture()) {
      other.provider.weaken("/.well-known/openid-configuration", new Weakness.Says(503, ""));
      assertThat(other.signIn.bearer("x.y.z").join()).isInstanceOf(Answer.Failed.class);
    }
  }

  private static String token(Person person, Consumer<JWTClaimsSet.Builder> change) {
    FakeTokens tokens = fixture.provider.tokens();
    JWTClaimsSet.Builder claims = tokens.accessToken(person);
    change.accept(claims);
    return tokens.sign(claims.build(), FakeTokens.Signing.RS256);
  }

  private static Answer<User> ask(String token) {
    return fixture.signIn.bearer(token).join();
  }

  private static void given(String token) {
    assertThat(ask(token)).isInstanceOf(Answer.Given.class);
  }

  private static void refused(String token) {
    assertThat(ask(token)).isInstanceOf(Answer.Refused.class);
  }

  private static Arguments bad(String what, Consumer<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  private static Date ahead(int seconds) {
    return Date.from(fixture.clock.instant().plusSeconds(seconds));
  }
}
