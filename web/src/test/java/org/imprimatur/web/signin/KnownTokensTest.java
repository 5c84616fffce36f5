package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.imprimatur.session.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An access token that was taken before is taken again as long as a new one would be. */
class KnownTokensTest {
  private static final Duration LONGEST = Duration.ofHours(3);

  private final SignInFixture fixture = new SignInFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void keepsNobodyWaitingFromTheThirdTimeOn() {
    String token = known(honest -> {});

    CompletableFuture<Answer<User>> answer = fixture.signIn.bearer(token);

    assertThat(answer).isCompleted();
    assertThat(answer.join().fold(User::subject, reason -> "", reason -> ""))
        .isEqualTo(Person.MARA.subject());
    assertThat(answer.join().fold(User::moderator, reason -> false, reason -> false)).isTrue();
  }

  @Test
  void endsWithItsTimeToTheSecond() {
    String token = known(t -> t.expirationTime(ahead(Duration.ofSeconds(90))));
    fixture.clock.advance(Duration.ofSeconds(149));
    given(token);
    fixture.clock.advance(Duration.ofSeconds(2));
    refused(token);
  }

  @Test
  void doesNotBeginBeforeItsTimeWhereTheClockIsSetBack() {
    String token = known(t -> t.notBeforeTime(ahead(Duration.ZERO)).issueTime(null));
    fixture.clock.jump(Duration.ofSeconds(-59));
    given(token);
    fixture.clock.jump(Duration.ofSeconds(-2));
    refused(token);
  }

  @Test
  void isNotFromTheFutureWhereTheClockIsSetBack() {
    String token = known(honest -> {});
    fixture.clock.jump(Duration.ofSeconds(-61));
    refused(token);
  }

  @Test
  void endsWhenItsKeyIsReplacedByOneThatAnotherTokenNames() {
    String token = known(honest -> {});
    fixture.provider.tokens().rotateKeys();
    fixture.clock.advance(Duration.ofSeconds(11));
    given(token);
    given(token(honest -> {}));
    refused(token);
  }

  @Test
  void endsAnHourAfterItsKeyWasWithdrawnThoughNobodyNamesAnother() {
    String token = known(t -> t.expirationTime(ahead(LONGEST)));
    fixture.provider.tokens().rotateKeys();
    fixture.clock.advance(Duration.ofMinutes(59));
    given(token);
    fixture.clock.advance(Duration.ofMinutes(1));
    refused(token);
  }

  @Test
  void staysWhenTheSameKeysAreFetchedAgain() {
    String token = known(t -> t.expirationTime(ahead(LONGEST)));
    fixture.clock.advance(Duration.ofMinutes(61));
    given(token);
    given(token);
    given(token);
    assertThat(fixture.signIn.bearer(token)).isCompleted();
  }

  @Test
  void isNotKnownByAnotherSignature() {
    String token = known(honest -> {});
    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature) == 'A' ? 'B' : 'A';
    refused(token.substring(0, signature) + first + token.substring(signature + 1));
    refused(token.substring(0, signature));
  }

  @Test
  void refusalIsRefusedAgain() {
    String token = token(t -> t.audience("another"));
    for (int again = 0; again < 4; again++) {
      refused(token);
    }
  }

  /** A token that was taken often enough to be known. */
  private String known(Consumer<JWTClaimsSet.Builder> change) {
    String token = token(change);
    given(token);
    given(token);
    return token;
  }

  private String token(Consumer<JWTClaimsSet.Builder> change) {
    FakeTokens tokens = fixture.provider.tokens();
    JWTClaimsSet.Builder claims = tokens.accessToken(Person.MARA);
    change.accept(claims);
    return tokens.sign(claims.build(), FakeTokens.Signing.RS256);
  }

  private Date ahead(Duration time) {
    return Date.from(fixture.clock.instant().plus(time));
  }

  private void given(String token) {
    assertThat(fixture.signIn.bearer(token).join()).isInstanceOf(Answer.Given.class);
  }

  private void refused(String token) {
    assertThat(fixture.signIn.bearer(token).join()).isInstanceOf(Answer.Refused.class);
  }
}
