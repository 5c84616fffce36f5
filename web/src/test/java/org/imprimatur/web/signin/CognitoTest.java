package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.imprimatur.session.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in where the provider does as Cognito does. */
class CognitoTest {
  private final SignInFixture fixture = SignInFixture.atCognito();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aClientWithoutASecretSignsInByItsVerifierAlone() {
    assertThat(fixture.stored(fixture.signedIn())).isPresent();
  }

  @Test
  void groupsAreRoles() {
    fixture.provider.person = Person.MARA;
    Tab mara = fixture.signedIn();
    assertThat(fixture.stored(mara).orElseThrow().user().roles()).containsExactly(User.MODERATOR);
    fixture.provider.person = Person.ALICE;
    assertThat(fixture.stored(fixture.signedIn()).orElseThrow().user().roles()).isEmpty();
  }

  @Test
  void nameAndSubjectOutliveARefresh() {
    Tab tab = fixture.signedIn();
    User before = fixture.stored(tab).orElseThrow().user();
    fixture.expireTokens();
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Confirmed.class);
    assertThat(fixture.stored(tab).orElseThrow().user()).isEqualTo(before);
    assertThat(before.name()).isEqualTo("Alice Author");
  }

  @Test
  void severalProcessesRefreshOnce() {
    Tab tab = fixture.signedIn();
    try (SignIn other = fixture.another(fixture.sessions)) {
      fixture.expireTokens();
      assertThat(
              Stream.of(fixture.signIn, other, fixture.signIn, other)
                  .parallel()
                  .map(process -> SignInFixture.confirm(process, tab)))
          .allMatch(Confirmation.Confirmed.class::isInstance);
    }
    assertThat(fixture.provider.calls("/token:refresh_token")).isEqualTo(1);
  }

  /** The grace of a rotation: the token is new at the provider, and nobody here has heard. */
  @Test
  void anAnswerThatGotLostIsAskedForAgain() {
    Tab tab = fixture.signedIn();
    fixture.expireTokens();
    fixture.provider.tokenAnswer =
        answer -> {
          throw new IllegalStateException("lost on the way");
        };
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Unknown.class);
    fixture.provider.heal();
    fixture.clock.advance(java.time.Duration.ofSeconds(7));
    assertThat(fixture.confirm(tab)).isInstanceOf(Confirmation.Confirmed.class);
  }

  @Test
  void signingOutRevokesTheRefreshToken() {
    Tab tab = fixture.signedIn();
    assertThat(fixture.provider.living()).isEqualTo(1);
    fixture.signIn.signOut(tab.secret().orElseThrow(), false).join();
    assertThat(fixture.provider.living()).isZero();
    assertThat(fixture.stored(tab)).isEmpty();
  }

  @Test
  void theIdTokenThatAPoolIsShownIsTheLastOne() {
    Tab tab = fixture.signedIn();
    String first = fixture.signIn.idToken(fixture.stored(tab).orElseThrow()).orElseThrow();
    fixture.expireTokens();
    fixture.confirm(tab);
    assertThat(fixture.signIn.idToken(fixture.stored(tab).orElseThrow()))
        .hasValueSatisfying(token -> assertThat(token).isNotEqualTo(first));
  }
}
