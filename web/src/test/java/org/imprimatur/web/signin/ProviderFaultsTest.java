package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imprimatur.contract.TestClock;
import org.imprimatur.memory.MemoryRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that is down, slow or lying about itself, and one that comes back. */
class ProviderFaultsTest {
  private static final String ITSELF = "/.well-known/openid-configuration";

  private SignInFixture fixture;

  @BeforeEach
  void start() {
    fixture = new SignInFixture();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  static Stream<Weakness> faults() {
    return Stream.of(
        new Weakness.Says(500, "{}"),
        new Weakness.Says(200, "<html>"),
        new Weakness.Says(200, "{}"),
        new Weakness.Says(302, ""),
        new Weakness.Breaks(),
        new Weakness.Floods());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void signInSaysSoInTimeAndWorksAgainAfterwards(Weakness fault) {
    saysSoAndWorksAgain(fixture, fault);
  }

  @Test
  void slownessIsAFaultAfterAFewSeconds() {
    try (SignInFixture second = new SignInFixture();
        SignInFixture third = new SignInFixture()) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> saysSoAndWorksAgain(fixture, new Weakness.Hangs())),
              CompletableFuture.runAsync(() -> saysSoAndWorksAgain(second, new Weakness.Drips())),
              CompletableFuture.runAsync(() -> nobodyIsSignedIn(third, new Weakness.Hangs())))
          .join();
    }
  }

  private static void saysSoAndWorksAgain(SignInFixture fixture, Weakness fault) {
    fixture.provider.weaken(ITSELF, fault);
    unavailableInTime(fixture);
    int asked = fixture.provider.calls(ITSELF);
    unavailableInTime(fixture);
    assertThat(fixture.provider.calls(ITSELF)).as("left alone for a second").isEqualTo(asked);
    fixture.provider.heal();
    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(fixture.signedIn().secret()).isPresent();
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("another issuer", d -> d.put("issuer", "http://localhost:1")),
        lie("its issuer with a slash", d -> d.put("issuer", d.get("issuer") + "/")),
        lie("no issuer", d -> d.remove("issuer")),
        lie("no authorization endpoint", d -> d.remove("authorization_endpoint")),
        lie("no token endpoint", d -> d.remove("token_endpoint")),
        lie("no keys", d -> d.remove("jwks_uri")),
        lie("an endpoint that is no address", d -> d.put("token_endpoint", "::")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aProviderThatLiesAboutItselfIsNotUsed(String what, Consumer<Map<String, Object>> lie) {
    fixture.provider.discovery = lie;
    unavailableInTime(fixture);
  }

  static Stream<Weakness> keyFaults() {
    return Stream.of(
        new Weakness.Says(500, "{}"),
        new Weakness.Says(200, "{\"keys\":7}"),
        new Weakness.Says(200, "not JSON"));
  }

  @ParameterizedTest
  @MethodSource("keyFaults")
  void withoutKeysNobodyIsSignedIn(Weakness fault) {
    nobodyIsSignedIn(fixture, fault);
  }

  private static void nobodyIsSignedIn(SignInFixture fixture, Weakness fault) {
    fixture.provider.weaken("/jwks", fault);
    Tab tab = fixture.tab();
    Step step = tab.signIn();
    assertThat(step.<Object>fold(go -> go, Step.Stop::obstacle))
        .isEqualTo(Step.Obstacle.UNAVAILABLE);
    assertThat(tab.secret()).isEmpty();
  }

  @Test
  void whatItSaysOfItselfIsAskedOnceAnHour() {
    for (int i = 0; i < 5; i++) {
      fixture.signedIn();
    }
    assertThat(fixture.provider.calls(ITSELF)).isEqualTo(1);
    assertThat(fixture.provider.calls("/jwks")).isEqualTo(1);
    fixture.clock.advance(Duration.ofMinutes(61));
    fixture.signedIn();
    assertThat(fixture.provider.calls(ITSELF)).isEqualTo(2);
  }

  @Test
  void whatItSaidOfItselfIsKeptWhenItCannotBeAskedAgain() {
    fixture.signedIn();
    fixture.clock.advance(Duration.ofMinutes(61));
    fixture.provider.weaken(ITSELF, new Weakness.Says(500, ""));
    assertThat(fixture.tab().begin("/").toString()).contains("/authorize?");
  }

  @Test
  void nobodyListens() {
    fixture.provider.close();
    unavailableInTime(fixture);
  }

  @Test
  void ourOwnProviderIsOnItsWayOrWillNotCome() {
    assertThat(obstacle(new ProviderState.Starting())).isEqualTo(Step.Obstacle.STARTING);
    assertThat(obstacle(new ProviderState.Failed("no"))).isEqualTo(Step.Obstacle.UNAVAILABLE);
  }

  private static Step.Obstacle obstacle(ProviderState state) {
    TestClock clock = new TestClock();
    MemoryRuntime runtime = SignInFixture.runtime(clock);
    try (SignIn signIn =
        new SignIn(
            () -> state,
            SignInFixture.SETTINGS,
            runtime.sessions(),
            runtime.entries(),
            SignInFixture.KEY,
            clock,
            SignInFixture.RANDOM)) {
      assertThat(signIn.origin()).isEmpty();
      return signIn.begin(ReturnPath.HOME, Map.of()).join().fold(go -> null, Step.Stop::obstacle);
    }
  }

  @Test
  void theOriginIsThatOfItsGoodbye() {
    assertThat(fixture.signIn.origin()).contains(URI.create(fixture.provider.issuer()));
    fixture.provider.discovery = d -> d.put("end_session_endpoint", "http://bye.test:7/out?x=y");
    fixture.signedIn();
    assertThat(fixture.signIn.origin()).contains(URI.create("http://bye.test:7"));
  }

  @Test
  void settingsDoNotTellTheirSecret() {
    ProviderSettings settings = fixture.provider.settings();
    assertThat(settings.toString()).doesNotContain(FakeProvider.SECRET);
    assertThat(new SessionTokens("id", Optional.of("refresh")).toString())
        .doesNotContain("id", "refresh");
  }

  private static void unavailableInTime(SignInFixture fixture) {
    long start = System.nanoTime();
    Step step = fixture.signIn.begin(ReturnPath.HOME, Map.of()).join();
    assertThat(step.<Object>fold(go -> go, Step.Stop::obstacle))
        .isEqualTo(Step.Obstacle.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static Arguments lie(String what, Consumer<Map<String, Object>> lie) {
    return Arguments.of(what, lie);
  }
}
