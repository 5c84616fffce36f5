package org.imprimatur.web.signin;

import java.util.function.Function;
import java.util.function.Supplier;

/** Whether there is a provider to sign in with: one that we start ourselves takes a while. */
public sealed interface ProviderState {
  /** One of three answers, by what is the case. */
  <T> T fold(Supplier<T> starting, Function<ProviderSettings, T> ready, Function<String, T> failed);

  /** It is on its way; a moment later it will be there. */
  record Starting() implements ProviderState {
    @Override
    public <T> T fold(
        Supplier<T> starting, Function<ProviderSettings, T> ready, Function<String, T> failed) {
      return starting.get();
    }
  }

  /** It can be asked. */
  record Ready(ProviderSettings settings) implements ProviderState {
    @Override
    public <T> T fold(
        Supplier<T> starting, Function<ProviderSettings, T> ready, Function<String, T> failed) {
      return ready.apply(settings);
    }
  }

  /** It will not come; the reason is for the log. */
  record Failed(String reason) implements ProviderState {
    @Override
    public <T> T fold(
        Supplier<T> starting, Function<ProviderSettings, T> ready, Function<String, T> failed) {
      return failed.apply(reason);
    }
  }
}
