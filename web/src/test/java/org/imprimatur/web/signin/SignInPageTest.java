package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in, sessions and sign-out as a browser meets them. */
@QuarkusTest
class SignInPageTest {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject FakeProvider provider;
  @Inject SwitchableSource source;
  @Inject MovableClock clock;
  @Inject Sessions sessions;

  @BeforeEach
  void heal() {
    provider.heal();
    source.ready();
    clock.advance(Duration.ofSeconds(11));
  }

  @Test
  void everyCookieOfALoginIsBoundToThisHostAndOutOfReachOfScripts() {
    Browser browser = new Browser(port);
    assertThat(browser.signIn("/me").statusCode()).isEqualTo(200);
    List<String> set =
        browser.seen().stream().flatMap(r -> r.headers().allValues("Set-Cookie").stream()).toList();
    assertThat(set)
        .hasSize(3)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-")
                    .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                    .doesNotContain("Domain"));
    assertThat(browser.cookies()).containsOnlyKeys("__Host-session");
    assertThat(browser.secret().orElseThrow()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void aPageForPeopleLeadsToSignInAndBack() {
    Browser browser = new Browser(port);
    HttpResponse<String> refused = browser.get("/archive?cursor=x");
    assertThat(refused.statusCode()).isEqualTo(303);
    assertThat(Browser.location(refused)).contains("/sign-in?return=%2Farchive%3Fcursor%3Dx");
    browser.follow(browser.get("/me"));
    assertThat(browser.get("/me").statusCode()).isEqualTo(200);
    assertThat(browser.get("/").body()).contains("Alice Author");
  }

  @Test
  void theApiTellsAProgramToSignIn() {
    Browser browser = new Browser(port);
    HttpResponse<String> refused = browser.post("/api/posts", Map.of());
    assertThat(refused.statusCode()).isIn(401, 415);
    HttpResponse<String> told = submit(browser, "X-Nothing", "");
    assertThat(told.statusCode()).isEqualTo(401);
    assertThat(told.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"imprimatur\"");
    assertThat(told.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  private HttpResponse<String> submit(Browser browser, String header, String value) {
    return browser.postJson(
        "/api/posts", "{\"title\":\"A title\",\"body\":\"A body\"}", header, value);
  }

  @Test
  void aBearerTokenOfTheProviderIsTheUser() {
    String token =
        provider
            .tokens()
            .sign(provider.tokens().accessToken(Person.BOB).build(), FakeTokens.Signing.RS256);
    assertThat(submit(new Browser(port), "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(202);
    HttpResponse<String> refused = submit(new Browser(port), "Authorization", "Bearer x" + token);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"imprimatur\", error=\"invalid_token\"");
    assertThat(refused.body()).doesNotContain(token);
  }

  @Test
  void onlyModeratorsModerate() {
    Browser author = new Browser(port);
    author.signIn("/me");
    assertThat(author.get("/moderation").statusCode()).isEqualTo(403);
    provider.person = Person.MARA;
    Browser moderator = new Browser(port);
    moderator.signIn("/me");
    assertThat(moderator.get("/moderation").statusCode()).isEqualTo(200);
  }

  @Test
  void fiftyRequestsOnAnExpiredTokenMakeOneRefresh() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    clock.advance(Duration.ofMinutes(6));
    provider.weaken("/token", new Weakness.Delay(Duration.ofSeconds(2)));
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 50).mapToObj(i -> browser.getAsync("/me")).toList();
    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(200));
    assertThat(provider.calls("/token:refresh_token")).isEqualTo(1);
  }

  @Test
  void changedRolesAreTakenOver() {
    provider.person = Person.MARA;
    Browser browser = new Browser(port);
    browser.signIn("/me");
    provider.change(new Person("m-3", "mara", "Mara", List.of()));
    clock.advance(Duration.ofMinutes(6));
    assertThat(browser.get("/moderation").statusCode()).isEqualTo(403);
  }

  @Test
  void aRefusedRefreshEndsTheSessionWithOneCleanSignIn() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    SessionKey key = SessionKey.of(browser.secret().orElseThrow());
    provider.forgetEverybody();
    clock.advance(Duration.ofMinutes(6));
    HttpResponse<String> page = browser.get("/me");
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(sessions.find(key, clock.instant())).isEmpty();
    assertThat(browser.follow(page).statusCode()).isEqualTo(200);
  }

  @Test
  void aProviderThatFailsAtRefreshCostsTheRequestNotTheSession() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    clock.advance(Duration.ofMinutes(6));
    for (Weakness weakness :
        List.of(
            new Weakness.Says(500, "{}"), new Weakness.Says(200, "<html>"), new Weakness.Hangs())) {
      provider.weaken("/token", weakness);
      long start = System.nanoTime();
      HttpResponse<String> failed = browser.get("/me");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(failed.headers().firstValue("Retry-After")).isPresent();
      assertThat(browser.get("/").statusCode()).isEqualTo(200);
      assertThat(browser.get("/").body()).contains("Alice Author");
    }
    provider.weaken("/token", Weakness.NONE);
    assertThat(browser.get("/me").statusCode()).isEqualTo(200);
  }

  @Test
  void aTextThatCannotBeSentComesBack() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    clock.advance(Duration.ofMinutes(6));
    provider.weaken("/token", new Weakness.Says(500, ""));
    Map<String, String> form = Map.of("title", "A title", "body", "A long text", "key", "k-1");
    HttpResponse<String> unsent = browser.post("/posts/new", form);
    assertThat(unsent.statusCode()).isEqualTo(503);
    assertThat(unsent.body()).contains("A title", "A long text", "k-1", "Alice Author");
    provider.forgetEverybody();
    provider.weaken("/token", Weakness.NONE);
    HttpResponse<String> ended = browser.post("/posts/new", form);
    assertThat(ended.statusCode()).isEqualTo(401);
    assertThat(ended.body()).contains("A title", "A long text").doesNotContain("Alice Author");
    assertThat(browser.signIn("/posts/new").body()).contains("A title", "A long text");
  }

  @Test
  void afterSignOutACopiedCookieOpensNothing() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    String secret = browser.secret().orElseThrow();
    HttpResponse<String> out = browser.post("/sign-out", Map.of());
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(Browser.location(out).orElseThrow())
        .startsWith(provider.issuer() + "/end-session?")
        .contains("id_token_hint=", "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F");
    assertThat(out.headers().firstValue("Clear-Site-Data"))
        .contains("\"cache\", \"cookies\", \"storage\"");
    assertThat(browser.cookies()).isEmpty();
    assertThat(provider.calls("/revoke")).isEqualTo(1);
    Browser thief = new Browser(port);
    thief.cookies().put("__Host-session", secret);
    for (String page : List.of("/me", "/posts/new", "/archive", "/moderation")) {
      assertThat(thief.get(page).statusCode()).as(page).isEqualTo(303);
    }
    assertThat(thief.get("/").body()).doesNotContain("Alice");
    assertThat(submit(thief, "X-Nothing", "").statusCode()).isEqualTo(401);
    assertThat(thief.post("/posts/new", Map.of("title", "t", "body", "b", "key", "k")).statusCode())
        .isEqualTo(401);
    assertThat(thief.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
  }

  @Test
  void signOutEverywhereEndsAllSessionsOfTheUserAlone() {
    Browser one = new Browser(port);
    Browser two = new Browser(port);
    one.signIn("/me");
    two.signIn("/me");
    provider.person = Person.BOB;
    Browser other = new Browser(port);
    other.signIn("/me");
    one.post("/sign-out/everywhere", Map.of());
    assertThat(two.get("/me").statusCode()).isEqualTo(303);
    assertThat(other.get("/me").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-out", "/sign-out/everywhere", "/back-channel-logout"})
  void nothingIsSignedOutByALink(String path) {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
      assertThat(browser.method(method, path).statusCode()).as(method).isEqualTo(405);
    }
    assertThat(browser.get("/me").statusCode()).isEqualTo(200);
  }

  @Test
  void theProviderSignsOutOverTheBackChannel() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    SessionKey key = SessionKey.of(browser.secret().orElseThrow());
    String sid = sessions.find(key, clock.instant()).orElseThrow().providerSession().orElseThrow();
    Browser machine = new Browser(port);
    HttpResponse<String> bad =
        machine.post("/back-channel-logout", Map.of("logout_token", "x.y.z"));
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(machine.post("/back-channel-logout", Map.of()).statusCode()).isEqualTo(400);
    assertThat(browser.get("/me").statusCode()).isEqualTo(200);
    String token = provider.tokens().logout(sid, honest -> {});
    HttpResponse<String> done =
        machine.postPlain("/back-channel-logout", Map.of("logout_token", token));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(browser.get("/me").statusCode()).isEqualTo(303);
  }

  @Test
  void theCallbackIsWhereSettingsSayWhateverHostARequestNames() {
    Browser browser = new Browser(port);
    HttpResponse<String> begun =
        browser.get(
            "/sign-in?return=/me",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Proto",
            "https",
            "Forwarded",
            "host=evil.example");
    assertThat(Browser.location(begun).orElseThrow())
        .contains("redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fsign-in%2Fcallback")
        .doesNotContain("evil");
    HttpResponse<String> back =
        browser.get(Browser.location(browser.get(Browser.location(begun).get())).get());
    assertThat(Browser.location(back)).contains("/me");
  }

  @Test
  void aStrangersCallbackSignsNobodyIn() {
    Browser attacker = new Browser(port);
    HttpResponse<String> atProvider =
        attacker.get(Browser.location(attacker.get("/sign-in")).orElseThrow());
    Browser victim = new Browser(port);
    HttpResponse<String> refused = victim.get(Browser.location(atProvider).orElseThrow());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("This sign-in is over", "/sign-in?return=");
    assertThat(victim.cookies()).isEmpty();
  }

  @Test
  void whileTheProviderStartsReadingWorksAndSignInSaysSo() {
    source.starting();
    Browser browser = new Browser(port);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    HttpResponse<String> starting = browser.get("/sign-in?return=/me");
    assertThat(starting.statusCode()).isEqualTo(503);
    assertThat(starting.headers().firstValue("Retry-After")).isPresent();
    assertThat(starting.body()).contains("Sign-in is starting", "http-equiv=\"refresh\"");
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void aLyingProviderEndsInAClearPage() {
    provider.claims = c -> c.issuer("http://localhost:1");
    Browser browser = new Browser(port);
    HttpResponse<String> refused = browser.signIn("/me");
    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).contains("could not be verified");
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void tokensStayOnTheServer() {
    Browser browser = new Browser(port);
    browser.signIn("/me");
    clock.advance(Duration.ofMinutes(6));
    Stream.of(
            "/",
            "/me",
            "/posts/new",
            "/archive",
            "/moderation",
            "/api/posts",
            "/q/openapi",
            "/nothing")
        .forEach(browser::get);
    assertThat(browser.seen())
        .allSatisfy(
            r ->
                assertThat(r.body() + r.headers().map())
                    .doesNotContainPattern("eyJ[\\w-]+\\.eyJ")
                    .doesNotContain("refresh."));
    String stored =
        sessions.find(SessionKey.of(browser.secret().orElseThrow()), clock.instant()).toString();
    assertThat(stored)
        .doesNotContainPattern("eyJ[\\w-]+\\.eyJ")
        .doesNotContain("refresh.", browser.secret().orElseThrow());
  }

  @Test
  void aCookieThatNamesNothingIsAStranger() {
    Browser browser = new Browser(port);
    for (String value : List.of("x", "A".repeat(43), "'; drop table", "A".repeat(4000))) {
      browser.cookies().put("__Host-session", value);
      assertThat(browser.get("/").statusCode()).isEqualTo(200);
      assertThat(browser.get("/me").statusCode()).isEqualTo(303);
    }
  }
}
