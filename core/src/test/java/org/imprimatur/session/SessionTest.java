package org.imprimatur.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOON = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant END = NOON.plusSeconds(1_800);
  private static final User ANN = new User("1", "ann", "Ann", Set.of("user"));
  private static final Session SESSION =
      new Session(
          SessionKey.of("secret"),
          3,
          ANN,
          Optional.of("sid"),
          "sealed",
          NOON.plusSeconds(300),
          Optional.empty(),
          NOON,
          NOON,
          END);

  @Test
  void endsAtItsEnd() {
    assertThat(SESSION.ended(END.minusMillis(1))).isFalse();
    assertThat(SESSION.ended(END)).isTrue();
  }

  @Test
  void useMovesItsEndAndNothingElse() {
    Session used = SESSION.seen(NOON.plusSeconds(9), END.plusSeconds(9));

    assertThat(used)
        .usingRecursiveComparison()
        .ignoringFields("lastSeen", "ends")
        .isEqualTo(SESSION);
    assertThat(used.lastSeen()).isEqualTo(NOON.plusSeconds(9));
    assertThat(used.ends()).isEqualTo(END.plusSeconds(9));
  }

  @Test
  void leaseIsTakenAndGivenBack() {
    Session leased = SESSION.leased(NOON.plusSeconds(10));

    assertThat(leased.refreshLease()).contains(NOON.plusSeconds(10));
    assertThat(leased.released()).isEqualTo(SESSION);
  }

  @Test
  void newTokensEndTheLease() {
    User promoted = new User("1", "ann", "Ann", Set.of(User.MODERATOR));
    Session refreshed = SESSION.leased(END).refreshed(promoted, "resealed", NOON.plusSeconds(600));

    assertThat(refreshed.refreshLease()).isEmpty();
    assertThat(refreshed.user().moderator()).isTrue();
    assertThat(refreshed.sealedTokens()).isEqualTo("resealed");
    assertThat(refreshed.tokensExpire()).isEqualTo(NOON.plusSeconds(600));
    assertThat(refreshed.version()).isEqualTo(3);
  }

  @Test
  void nextVersionIsOneMore() {
    assertThat(SESSION.nextVersion())
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(SESSION);
    assertThat(SESSION.nextVersion().version()).isEqualTo(4);
  }

  @Test
  void keyIsTheHashOfTheSecret() {
    assertThat(SessionKey.of("abc"))
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThatThrownBy(() -> new SessionKey("abc")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void userKeepsItsOwnRolesAndHasASubject() {
    Set<String> roles = new HashSet<>(Set.of("user"));
    User user = new User("1", "ann", "Ann", roles);
    roles.add(User.MODERATOR);

    assertThat(user.moderator()).isFalse();
    assertThatThrownBy(() -> new User(" ", "ann", "Ann", Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
