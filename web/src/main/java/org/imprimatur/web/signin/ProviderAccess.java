package org.imprimatur.web.signin;

import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The provider of the moment: the same object as long as its settings are the same. */
final class ProviderAccess implements Supplier<Answer<Provider>> {
  /** The reason while our own provider is on its way. */
  static final String STARTING = "starting";

  private final ProviderSource source;
  private final SignInSettings signIn;
  private final Clock clock;
  private @Nullable Provider current;

  ProviderAccess(ProviderSource source, SignInSettings signIn, Clock clock) {
    this.source = source;
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public Answer<Provider> get() {
    return source
        .state()
        .fold(
            () -> new Answer.Failed<>(STARTING),
            settings -> new Answer.Given<>(of(settings)),
            reason -> new Answer.Failed<>("no-provider"));
  }

  private synchronized Provider of(ProviderSettings settings) {
    Provider known = current;
    if (known == null || !known.settings().equals(settings)) {
      known = new Provider(settings, signIn, clock);
      current = known;
    }
    return known;
  }
}
