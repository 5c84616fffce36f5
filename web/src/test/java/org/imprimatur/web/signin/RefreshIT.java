package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One use of each refresh token, whatever happens around it. */
class RefreshIT {
  private static final int CROWD = 50;
  private static final int ROUNDS = Integer.getInteger("imprimatur.test.refresh.rounds", 100);

  private final ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
  private SignInFixture fixture;

  @BeforeEach
  void start() {
    fixture = new SignInFixture();
  }

  @AfterEach
  void stop() {
    crowd.shutdownNow();
    fixture.close();
  }

  @Test
  void aFreshTokenIsNotRefreshed() {
    Tab tab = fixture.signedIn();
    fixture.clock.advance(Duration.ofSeconds(289));
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Confirmed.class);
    assertThat(refreshes()).isZero();
    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Confirmed.class);
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void aCrowdMakesOneRefreshEveryTime() {
    Tab tab = fixture.signedIn();
    fixture.provider.weaken("/token", new Weakness.Delay(Duration.ofMillis(20)));
    for (int round = 1; round <= ROUNDS; round++) {
      fixture.expireTokens();
      // A session lasts twelve hours at most.
      if (round % 100 == 0) {
        tab.signIn();
        fixture.expireTokens();
      }
      assertThat(crowd(tab, fixture.signIn)).allSatisfy(RefreshIT::confirmed);
      assertThat(refreshes()).isEqualTo(round);
    }
  }

  @Test
  void aCrowdWaitsForASlowProvider() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    fixture.provider.weaken("/token", new Weakness.Delay(Duration.ofSeconds(2)));
    assertThat(crowd(tab, fixture.signIn)).allSatisfy(RefreshIT::confirmed);
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void twoProcessesMakeOneRefresh() {
    try (SignIn other = fixture.another(fixture.sessions)) {
      Tab tab = fixture.signedIn();
      fixture.provider.weaken("/token", new Weakness.Delay(Duration.ofMillis(500)));
      for (int round = 1; round <= 5; round++) {
        fixture.expireTokens();
        assertThat(crowd(tab, fixture.signIn, other)).allSatisfy(RefreshIT::confirmed);
        assertThat(refreshes()).isEqualTo(round);
      }
    }
  }

  @Test
  void theNextRefreshUsesTheTokenOfTheLast() {
    Tab tab = fixture.signedIn();
    for (int i = 0; i < 3; i++) {
      fixture.expireTokens();
      confirmed(fixture.confirm(tab));
    }
    assertThat(fixture.provider.living()).isEqualTo(1);
  }

  @Test
  void aCrashBeforeTheNewTokensAreStoredCostsOneSignIn() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    DyingStore dying = new DyingStore(fixture.sessions, fixture.stored(tab).orElseThrow());
    try (SignIn dies = fixture.another(dying)) {
      assertThat(SignInFixture.confirm(dies, tab)).isInstanceOf(Confirmation.Unknown.class);
    }
    assertThat(refreshes()).isEqualTo(1);
    fixture.clock.advance(Duration.ofSeconds(7));
    assertThat(crowd(tab, fixture.signIn)).allSatisfy(RefreshIT::ended);
    assertThat(refreshes()).isEqualTo(2);
    tab.signIn();
    confirmed(fixture.confirm(tab));
  }

  @Test
  void aDeadWinnersLeaseEnds() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    lease(tab);
    CompletableFuture<Confirmation> waiting =
        CompletableFuture.supplyAsync(() -> fixture.confirm(tab), crowd);
    stillWaits(waiting);
    assertThat(refreshes()).isZero();
    fixture.clock.advance(Duration.ofSeconds(6));
    confirmed(waiting.orTimeout(5, TimeUnit.SECONDS).join());
    assertThat(refreshes()).isEqualTo(1);
  }

  @Test
  void losersDoNotAskAProviderThatFailedTheWinner() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    lease(tab);
    CompletableFuture<Confirmation> waiting =
        CompletableFuture.supplyAsync(() -> fixture.confirm(tab), crowd);
    stillWaits(waiting);
    Session released = fixture.stored(tab).orElseThrow().released();
    assertThat(fixture.sessions.replace(released)).isPresent();
    assertThat(waiting.orTimeout(2, TimeUnit.SECONDS).join())
        .isInstanceOf(Confirmation.Unknown.class);
    assertThat(refreshes()).isZero();
  }

  @Test
  void aRefusalEndsTheSession() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    fixture.provider.forgetEverybody();
    assertThat(crowd(tab, fixture.signIn)).allSatisfy(RefreshIT::ended);
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(refreshes()).isEqualTo(1);
  }

  static Stream<Weakness> faults() {
    return Stream.of(
        new Weakness.Says(500, "{\"error\":\"invalid_grant\"}"),
        new Weakness.Says(503, ""),
        new Weakness.Says(429, "{\"error\":\"slow_down\"}"),
        new Weakness.Says(401, "{\"error\":\"invalid_client\"}"),
        new Weakness.Says(400, "{\"error\":\"invalid_request\"}"),
        new Weakness.Says(400, "not JSON"),
        new Weakness.Says(200, "not JSON"),
        new Weakness.Says(200, "{}"),
        new Weakness.Says(200, "[]"),
        new Weakness.Says(302, ""),
        new Weakness.Floods());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfTheProviderKeepsTheSession(Weakness fault) {
    keepsTheSession(fixture, fault);
  }

  @Test
  void aSlowProviderKeepsTheSessionAndHoldsNobodyForFiveSeconds() {
    try (SignInFixture another = new SignInFixture()) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> keepsTheSession(fixture, new Weakness.Hangs())),
              CompletableFuture.runAsync(() -> keepsTheSession(another, new Weakness.Drips())))
          .join();
    }
  }

  private static void keepsTheSession(SignInFixture fixture, Weakness fault) {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    fixture.provider.weaken("/token", fault);
    long start = System.nanoTime();
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Unknown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(fixture.stored(tab).orElseThrow().refreshLease()).isEmpty();
    fixture.provider.heal();
    confirmed(fixture.confirm(tab));
  }

  @Test
  void aForgedAnswerIsNeverTaken() {
    Tab tab = fixture.signedIn();
    Session before = fixture.stored(tab).orElseThrow();
    fixture.expireTokens();
    fixture.provider.claims = c -> c.subject("b-2");
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Unknown.class);
    Session after = fixture.stored(tab).orElseThrow();
    assertThat(after.user()).isEqualTo(before.user());
    assertThat(after.sealedTokens()).isEqualTo(before.sealedTokens());
  }

  @Test
  void anAnswerThatGotLostCostsOneSignIn() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    fixture.provider.weaken("/token", new Weakness.Breaks());
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Unknown.class);
    fixture.provider.heal();
    ended(fixture.confirm(tab));
    tab.signIn();
    confirmed(fixture.confirm(tab));
  }

  @Test
  void signingOutDuringARefreshLeavesNothingAlive() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    fixture.provider.weaken("/token", new Weakness.Delay(Duration.ofSeconds(1)));
    CompletableFuture<Confirmation> waiting =
        CompletableFuture.supplyAsync(() -> fixture.confirm(tab), crowd);
    stillWaits(waiting);
    fixture.sessions.remove(fixture.stored(tab).orElseThrow().key());
    ended(waiting.orTimeout(5, TimeUnit.SECONDS).join());
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(fixture.provider.living()).isZero();
  }

  @Test
  void changedRolesAndNamesAreTakenOver() {
    Tab tab = fixture.signedIn();
    fixture.provider.change(new Person("a-1", "alice", "Alice Moderator", List.of("moderator")));
    fixture.expireTokens();
    confirmed(fixture.confirm(tab));
    assertThat(fixture.stored(tab).orElseThrow().user().moderator()).isTrue();
    assertThat(fixture.stored(tab).orElseThrow().user().name()).isEqualTo("Alice Moderator");
  }

  @Test
  void aRefreshWithoutAnIdTokenKeepsTheUser() {
    Tab tab = fixture.signedIn();
    fixture.provider.tokenAnswer = answer -> answer.remove("id_token");
    fixture.expireTokens();
    confirmed(fixture.confirm(tab));
    assertThat(fixture.stored(tab).orElseThrow().user().name()).isEqualTo("Alice Author");
  }

  @Test
  void aProviderWithoutRefreshTokensIsNotAskedAgain() {
    fixture.provider.tokenAnswer = answer -> answer.remove("refresh_token");
    Tab tab = fixture.signedIn();
    fixture.clock.advance(Duration.ofMinutes(29));
    confirmed(fixture.confirm(tab));
    assertThat(fixture.provider.calls("/token")).isEqualTo(1);
  }

  @Test
  void aProviderThatHangsKeepsNobodyElseWaiting() {
    List<Tab> many = IntStream.range(0, 40).mapToObj(i -> fixture.signedIn()).toList();
    fixture.expireTokens();
    Tab fresh = fixture.signedIn();
    fixture.provider.weaken("/token", new Weakness.Hangs());
    List<CompletableFuture<Confirmation>> stuck =
        many.stream()
            .map(tab -> fixture.signIn.session(tab.secret().orElseThrow()).orElseThrow())
            .map(fixture.signIn::confirm)
            .toList();
    long start = System.nanoTime();
    confirmed(fixture.confirm(fresh));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    assertThat(stuck).allSatisfy(future -> assertThat(future).isNotDone());
  }

  private void lease(Tab tab) {
    Session session = fixture.stored(tab).orElseThrow();
    Session leased = session.leased(fixture.clock.instant().plusSeconds(6));
    assertThat(fixture.sessions.replace(leased)).isPresent();
  }

  private static void stillWaits(CompletableFuture<Confirmation> waiting) {
    assertThatThrownBy(() -> waiting.copy().orTimeout(300, TimeUnit.MILLISECONDS).join())
        .hasCauseInstanceOf(TimeoutException.class);
  }

  private List<Confirmation> crowd(Tab tab, SignIn... processes) {
    List<CompletableFuture<Confirmation>> answers =
        IntStream.range(0, CROWD)
            .mapToObj(i -> processes[i % processes.length])
            .map(
                process ->
                    CompletableFuture.supplyAsync(() -> SignInFixture.confirm(process, tab), crowd))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private int refreshes() {
    return fixture.provider.calls("/token:refresh_token");
  }

  private static void confirmed(Confirmation confirmation) {
    assertThat(confirmation).isInstanceOf(Confirmation.Confirmed.class);
  }

  private static void ended(Confirmation confirmation) {
    assertThat(confirmation).isInstanceOf(Confirmation.Ended.class);
  }
}
