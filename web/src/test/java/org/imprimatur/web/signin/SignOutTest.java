package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing out works whatever the provider does. */
class SignOutTest {
  private static final URI HOME = URI.create("http://board.test:8080/");

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
  void endsOurSessionTheRefreshTokenAndTheProvidersSession() {
    URI location = signOut();
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(fixture.provider.living()).isZero();
    Map<String, List<String>> asked = URLUtils.parseParameters(location.getRawQuery());
    assertThat(location.toString()).startsWith(fixture.provider.issuer() + "/end-session?");
    assertThat(asked)
        .containsKey("id_token_hint")
        .containsEntry("post_logout_redirect_uri", List.of(HOME.toString()));
  }

  @Test
  void theSessionIsOverBeforeTheProviderIsAsked() {
    fixture.provider.weaken("/revoke", new Weakness.Hangs());
    long start = System.nanoTime();
    var location = fixture.signIn.signOut(tab.secret().orElseThrow(), false);
    assertThat(fixture.stored(tab)).isEmpty();
    assertThat(location.join().toString()).contains("/end-session?");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aProviderThatFailsToRevokeChangesNothing() {
    fixture.provider.weaken("/revoke", new Weakness.Says(500, ""));
    assertThat(signOut().toString()).contains("/end-session?");
    assertThat(fixture.stored(tab)).isEmpty();
  }

  @Test
  void aProviderWithoutAGoodbyeLeadsHome() {
    try (SignInFixture other = new SignInFixture()) {
      other.provider.discovery =
          document -> {
            document.remove("end_session_endpoint");
            document.remove("revocation_endpoint");
          };
      Tab there = other.signedIn();
      assertThat(other.signIn.signOut(there.secret().orElseThrow(), false).join()).isEqualTo(HOME);
      assertThat(other.stored(there)).isEmpty();
    }
  }

  @Test
  void everywhereMeansAllOfTheUserAndNobodyElse() {
    Tab second = fixture.signedIn();
    fixture.provider.person = Person.BOB;
    Tab bob = fixture.signedIn();
    fixture.signIn.signOut(tab.secret().orElseThrow(), true).join();
    assertThat(fixture.stored(second)).isEmpty();
    assertThat(fixture.stored(bob)).isPresent();
  }

  @Test
  void aRepeatDoesNothing() {
    signOut();
    assertThat(signOut()).isEqualTo(HOME);
    assertThat(fixture.signIn.signOut("never was", true).join()).isEqualTo(HOME);
  }

  @Test
  void cognitoHasParametersOfItsOwn() throws java.text.ParseException {
    ProviderSettings cognito =
        new ProviderSettings(
            URI.create("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc"),
            "client",
            Optional.empty(),
            "api");
    URI url =
        EndSession.url(
            URI.create("https://board.auth.eu-central-1.amazoncognito.com/logout"),
            cognito,
            com.nimbusds.jwt.JWTParser.parse("eyJhbGciOiJub25lIn0.e30."),
            HOME);
    assertThat(url)
        .hasToString(
            "https://board.auth.eu-central-1.amazoncognito.com/logout"
                + "?client_id=client&logout_uri=http%3A%2F%2Fboard.test%3A8080%2F");
  }

  private URI signOut() {
    return fixture.signIn.signOut(tab.secret().orElseThrow(), false).join();
  }
}
