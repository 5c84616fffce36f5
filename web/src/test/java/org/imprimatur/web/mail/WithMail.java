package org.imprimatur.web.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The application with an SMTP server beside it, known to people by https. */
public final class WithMail implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "imprimatur.base-url", "https://board.test",
        "imprimatur.mail.host", "127.0.0.1",
        "imprimatur.mail.security", "none",
        "imprimatur.mail.digest", "PT4H");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Resource.class));
  }

  /** The server, as long as the application runs; tests have it by a field of its type. */
  public static final class Resource implements QuarkusTestResourceLifecycleManager {
    private MailServer server;

    @Override
    public Map<String, String> start() {
      server = new MailServer();
      return Map.of("imprimatur.mail.port", Integer.toString(server.port()));
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(server, new TestInjector.MatchesType(MailServer.class));
    }

    @Override
    public void stop() {
      server.close();
    }
  }
}
