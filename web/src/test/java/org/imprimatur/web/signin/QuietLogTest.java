package org.imprimatur.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that could be used is ever logged. */
class QuietLogTest {
  private static final Logger LOGGER = Logger.getLogger("org.imprimatur.web.signin");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
          lines.add(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    LOGGER.setLevel(Level.ALL);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void leave() {
    LOGGER.removeHandler(handler);
  }

  @Test
  void notEvenWhenEverythingGoesWrong() {
    try (SignInFixture fixture = new SignInFixture()) {
      Tab tab = fixture.signedIn();
      String secret = tab.secret().orElseThrow();
      fixture.expireTokens();
      fixture.confirm(tab);
      fixture.provider.tokenAnswer = answer -> answer.put("id_token", "eyJhbGciOi.broken.token");
      fixture.expireTokens();
      fixture.confirm(tab);
      Tab refused = fixture.tab();
      refused.finish(Tab.provider(refused.begin("/me")));
      refused.finish(Map.of("state", List.of("a-stolen-state"), "code", List.of("a-stolen-code")));
      fixture.signIn.bearer("eyJhbGciOi.a-stolen-token.x").join();
      fixture.signIn.signOutByProvider("eyJhbGciOi.a-stolen-token.x").join();
      fixture.signIn.signOut(secret, true).join();
      assertThat(lines)
          .hasSizeGreaterThan(4)
          .allSatisfy(
              line ->
                  assertThat(line).doesNotContain("eyJ", "refresh.", "stolen", "Alice", secret));
    }
  }
}
