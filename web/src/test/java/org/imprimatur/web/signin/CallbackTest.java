package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.session.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may come back from a provider, and what never may (OpenID conformance, relying party). */
class CallbackTest {
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
  void heal() {
    fixture.provider.heal();
    fixture.clock.advance(Duration.ofSeconds(11));
  }

  @Test
  void beginsAsTheStandardsSay() {
    URI url = fixture.tab().begin("/me");
    Map<String, List<String>> asked = URLUtils.parseParameters(url.getRawQuery());
    assertThat(url.toString()).startsWith(fixture.provider.issuer() + "/authorize?");
    assertThat(asked)
        .containsEntry("response_type", List.of("code"))
        .containsEntry("client_id", List.of("imprimatur"))
        .containsEntry("code_challenge_method", List.of("S256"))
        .containsEntry("redirect_uri", List.of("http://board.test:8080/sign-in/callback"))
        .containsEntry("scope", List.of("openid profile"));
    assertThat(asked.get("state").get(0)).hasSize(43);
    assertThat(asked.get("nonce").get(0)).hasSize(43);
    assertThat(asked.get("code_challenge").get(0)).hasSize(43);
  }

  @Test
  void signsInWhoTheProviderSaysWhereTheyWantedToGo() {
    fixture.provider.person = Person.MARA;
    Tab tab = fixture.tab();
    Step step = tab.signIn();
    assertThat(step.<String>fold(Step.Go::location, Step.Stop::reason)).isEqualTo("/me");
    assertThat(fixture.stored(tab).orElseThrow().user())
        .isEqualTo(new User("m-3", "mara", "Mara Moderator", java.util.Set.of("moderator")));
    assertThat(tab.cookies()).containsOnlyKeys("__Host-session");
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeTokens.Signing.class,
      names = {"RS256", "PS256", "ES256"})
  void takesSignaturesOf(FakeTokens.Signing signing) {
    fixture.provider.signing = signing;
    assertThat(fixture.signedIn().secret()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeTokens.Signing.class,
      names = {"RS256", "PS256", "ES256"},
      mode = EnumSource.Mode.EXCLUDE)
  void refusesSignaturesOf(FakeTokens.Signing signing) {
    fixture.provider.signing = signing;
    refused(Step.Obstacle.NOT_VALID);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery("another issuer", c -> c.issuer("http://localhost:1")),
        forgery("no issuer", c -> c.issuer(null)),
        forgery("another audience", c -> c.audience("somebody-else")),
        forgery("no audience", c -> c.audience((String) null)),
        forgery("several audiences, no azp", c -> c.audience(List.of("imprimatur", "other"))),
        forgery("another azp", c -> c.claim("azp", "other")),
        forgery(
            "several audiences, another azp",
            c -> c.audience(List.of("imprimatur", "other")).claim("azp", "other")),
        forgery("another nonce", c -> c.claim("nonce", "another")),
        forgery("no nonce", c -> c.claim("nonce", null)),
        forgery("an empty nonce", c -> c.claim("nonce", "")),
        forgery("a nonce that is no text", c -> c.claim("nonce", List.of("x"))),
        forgery("expired", c -> c.expirationTime(secondsAhead(-62))),
        forgery("no expiry", c -> c.expirationTime(null)),
        forgery("issued in the future", c -> c.issueTime(secondsAhead(62))),
        forgery("no issue time", c -> c.issueTime(null)),
        forgery("not valid yet", c -> c.notBeforeTime(secondsAhead(62))),
        forgery("no subject", c -> c.subject(null)),
        forgery("an empty subject", c -> c.subject(" ")),
        forgery("a subject too long", c -> c.subject("s".repeat(256))),
        forgery("another at_hash", c -> c.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")),
        forgery("another c_hash", c -> c.claim("c_hash", "AAAAAAAAAAAAAAAAAAAAAA")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesAnIdTokenThatHas(String what, Consumer<JWTClaimsSet.Builder> change) {
    fixture.provider.claims = change;
    refused(Step.Obstacle.NOT_VALID);
  }

  static Stream<Arguments> oddities() {
    return Stream.of(
        forgery("expired within the leeway", c -> c.expirationTime(secondsAhead(-58))),
        forgery("issued within the leeway", c -> c.issueTime(secondsAhead(58))),
        forgery(
            "several audiences, our azp",
            c -> c.audience(List.of("imprimatur", "other")).claim("azp", "imprimatur")),
        forgery("no at_hash", c -> c.claim("at_hash", null)),
        forgery("no sid", c -> c.claim("sid", null)),
        forgery("claims we do not know", c -> c.claim("x", Map.of("y", List.of(1)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddities")
  void takesAnIdTokenThatHas(String what, Consumer<JWTClaimsSet.Builder> change) {
    fixture.provider.claims = change;
    assertThat(fixture.signedIn().secret()).isPresent();
  }

  static Stream<Arguments> brought() {
    return Stream.of(
        Arguments.of("a wrong state", brings("state", "wrong")),
        Arguments.of("no state", brings("state", null)),
        Arguments.of("a wrong issuer", brings("iss", "http://localhost:1")),
        Arguments.of("no issuer", brings("iss", null)),
        Arguments.of("a wrong code", brings("code", "wrong")),
        Arguments.of("no code", brings("code", null)),
        Arguments.of("an empty code", brings("code", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brought")
  void refusesABrowserThatBrings(String what, Consumer<Map<String, String>> change) {
    fixture.provider.authorization = change;
    refused(Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void takesNoIssuerFromAProviderThatDoesNotSendIt() {
    try (SignInFixture other = new SignInFixture()) {
      other.provider.discovery = d -> d.remove("authorization_response_iss_parameter_supported");
      other.provider.authorization = brings("iss", null);
      assertThat(other.signedIn().secret()).isPresent();
      other.provider.authorization = brings("iss", "http://localhost:1");
      assertThat(other.tab().signIn()).isInstanceOf(Step.Stop.class);
    }
  }

  @Test
  void refusesAStateTheSecondTime() {
    Tab tab = fixture.tab();
    Map<String, String> before = new HashMap<>();
    URI authorization = tab.begin("/");
    before.putAll(tab.cookies());
    URI callback = Tab.provider(authorization);
    tab.finish(callback);
    assertThat(tab.secret()).isPresent();
    refused(tab, callback, Step.Obstacle.ATTEMPT_OVER);
    Tab copy = fixture.tab();
    before.forEach(copy::cookie);
    refused(copy, callback, Step.Obstacle.ATTEMPT_OVER);
    refused(copy, Tab.provider(authorization), Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void refusesACodeTheSecondTime() {
    Tab tab = fixture.tab();
    Map<String, List<String>> first = answerTo(tab.begin("/"));
    Map<String, List<String>> second = new HashMap<>(answerTo(tab.begin("/")));
    tab.finish(first);
    second.put("code", first.get("code"));
    assertThat(obstacle(tab.finish(second))).isEqualTo(Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void refusesTheCallbackOfAnotherBrowser() {
    Tab attacker = fixture.tab();
    URI callback = Tab.provider(attacker.begin("/"));
    Tab victim = fixture.tab();
    victim.begin("/");
    refused(victim, callback, Step.Obstacle.ATTEMPT_OVER);
    refused(fixture.tab(), callback, Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void refusesACodeWithoutItsVerifier() {
    Tab attacker = fixture.tab();
    Map<String, List<String>> stolen = answerTo(attacker.begin("/"));
    Tab thief = fixture.tab();
    Map<String, List<String>> own = new HashMap<>(answerTo(thief.begin("/")));
    own.put("code", stolen.get("code"));
    assertThat(obstacle(thief.finish(own))).isEqualTo(Step.Obstacle.ATTEMPT_OVER);
    assertThat(thief.secret()).isEmpty();
  }

  @Test
  void refusesParametersThatAreThereTwice() {
    Tab tab = fixture.tab();
    Map<String, List<String>> twice = new HashMap<>(answerTo(tab.begin("/")));
    twice.put("code", List.of(twice.get("code").get(0), "another"));
    assertThat(obstacle(tab.finish(twice))).isEqualTo(Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void refusesAnAttemptAfterTenMinutes() {
    Tab tab = fixture.tab();
    URI callback = Tab.provider(tab.begin("/"));
    fixture.clock.advance(Duration.ofMinutes(10));
    refused(tab, callback, Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void saysThatTheProviderDeclined() {
    fixture.provider.authorization =
        back -> {
          back.remove("code");
          back.put("error", "access_denied");
          back.put("error_description", "<script>");
        };
    refused(Step.Obstacle.DECLINED);
  }

  @Test
  void saysThatTheProviderIsUnwell() {
    fixture.provider.authorization = brings("error", "temporarily_unavailable");
    refused(Step.Obstacle.UNAVAILABLE);
  }

  @Test
  void refusesAnAnswerWithoutAnIdToken() {
    fixture.provider.tokenAnswer = answer -> answer.remove("id_token");
    refused(Step.Obstacle.UNAVAILABLE);
  }

  @Test
  void severalTabsSignInAtOnce() {
    Tab tab = fixture.tab();
    URI first = tab.begin("/archive");
    URI second = tab.begin("/me");
    assertThat(tab.finish(Tab.provider(first)).fold(Step.Go::location, Step.Stop::reason))
        .isEqualTo("/archive");
    String secret = tab.secret().orElseThrow();
    assertThat(tab.finish(Tab.provider(second)).fold(Step.Go::location, Step.Stop::reason))
        .isEqualTo("/me");
    assertThat(fixture.signIn.session(secret)).isEmpty();
    assertThat(fixture.signIn.session(tab.secret().orElseThrow())).isPresent();
  }

  @Test
  void keepsFewAttemptsPerBrowser() {
    Tab tab = fixture.tab();
    URI oldest = tab.begin("/");
    for (int i = 0; i < 20; i++) {
      fixture.clock.advance(Duration.ofMillis(1));
      tab.begin("/");
    }
    assertThat(tab.cookies()).hasSize(6);
    refused(tab, Tab.provider(oldest), Step.Obstacle.ATTEMPT_OVER);
  }

  @Test
  void aNewSignInEndsTheSessionBefore() {
    Tab tab = fixture.signedIn();
    String before = tab.secret().orElseThrow();
    tab.signIn();
    assertThat(tab.secret().orElseThrow()).isNotEqualTo(before);
    assertThat(fixture.signIn.session(before)).isEmpty();
  }

  @Test
  void aPlantedSessionIsNotTakenOver() {
    Tab attacker = fixture.signedIn();
    fixture.provider.person = Person.BOB;
    Tab victim = fixture.tab();
    victim.cookie("__Host-session", attacker.secret().orElseThrow());
    victim.signIn();
    assertThat(victim.secret()).isNotEqualTo(attacker.secret());
    assertThat(fixture.stored(victim).orElseThrow().user().subject()).isEqualTo("b-2");
    assertThat(fixture.signIn.session(attacker.secret().orElseThrow())).isEmpty();
  }

  @Test
  void namesAreReadable() {
    fixture.provider.person =
        new Person("x", "x", "\u202eEvil\u0000\u200b " + "n".repeat(500), List.of());
    String name = fixture.stored(fixture.signedIn()).orElseThrow().user().name();
    assertThat(name).startsWith("Evil n").hasSize(80);
  }

  @Test
  void rolesComeFromWhereTheProviderHasThem() {
    fixture.provider.claims =
        c -> c.claim("roles", null).claim("realm_access", Map.of("roles", List.of("moderator")));
    assertThat(fixture.stored(fixture.signedIn()).orElseThrow().user().moderator()).isTrue();
    fixture.provider.claims =
        c -> c.claim("roles", null).claim("cognito:groups", List.of("moderator"));
    assertThat(fixture.stored(fixture.signedIn()).orElseThrow().user().moderator()).isTrue();
    fixture.provider.claims =
        c -> c.claim("roles", "moderator").claim("cognito:groups", List.of("moderator"));
    assertThat(fixture.stored(fixture.signedIn()).orElseThrow().user().moderator()).isFalse();
  }

  @Test
  void followsRotatedKeysButNotEveryInventedName() {
    fixture.signedIn();
    fixture.provider.tokens().rotateKeys();
    assertThat(fixture.signedIn().secret()).isPresent();
    int before = fixture.provider.calls("/jwks");
    fixture.provider.signing = FakeTokens.Signing.UNKNOWN_KEY;
    for (int i = 0; i < 20; i++) {
      fixture.tab().signIn();
    }
    assertThat(fixture.provider.calls("/jwks") - before).isLessThanOrEqualTo(1);
  }

  private static void refused(Step.Obstacle obstacle) {
    Tab tab = fixture.tab();
    refused(tab, Tab.provider(tab.begin("/me")), obstacle);
    assertThat(tab.cookies()).noneSatisfy((name, value) -> assertThat(name).contains("session"));
  }

  private static void refused(Tab tab, URI callback, Step.Obstacle obstacle) {
    long before = fixture.sessions.count(fixture.clock.instant());
    assertThat(obstacle(tab.finish(callback))).isEqualTo(obstacle);
    assertThat(fixture.sessions.count(fixture.clock.instant())).isEqualTo(before);
  }

  private static Step.Obstacle obstacle(Step step) {
    return step.fold(
        go -> {
          throw new AssertionError("went on to " + go.location());
        },
        Step.Stop::obstacle);
  }

  private static Map<String, List<String>> answerTo(URI authorization) {
    return URLUtils.parseParameters(Tab.provider(authorization).getRawQuery());
  }

  private static Arguments forgery(String what, Consumer<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  private static Consumer<Map<String, String>> brings(String name, String value) {
    return back -> {
      if (value == null) {
        back.remove(name);
      } else {
        back.put(name, value);
      }
    };
  }

  private static Date secondsAhead(int seconds) {
    return Date.from(fixture.clock.instant().plusSeconds(seconds));
  }
}
