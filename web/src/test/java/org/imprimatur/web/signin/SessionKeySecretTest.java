package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The key that seals sessions, from a secret that all processes share. */
class SessionKeySecretTest {
  private static final String SECRET = "a".repeat(64);

  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void isReadWhenItIsFirstNeededAndThenNeverAgain() {
    SessionKeySecret key = new SessionKeySecret(this::secret);
    assertThat(reads).hasValue(0);
    assertThat(key.get()).isEqualTo(key.get());
    assertThat(reads).hasValue(1);
  }

  @Test
  void isTheSameInEveryProcess() {
    assertThat(new SessionKeySecret(() -> SECRET).get().getEncoded())
        .hasSize(32)
        .isEqualTo(new SessionKeySecret(() -> SECRET + "\n").get().getEncoded())
        .isNotEqualTo(new SessionKeySecret(() -> SECRET + "b").get().getEncoded());
  }

  @Test
  void aSecretShorterThanAKeyIsRefused() {
    assertThatThrownBy(new SessionKeySecret(() -> "short")::get)
        .isInstanceOf(IllegalStateException.class);
  }

  private String secret() {
    reads.incrementAndGet();
    return SECRET;
  }
}
