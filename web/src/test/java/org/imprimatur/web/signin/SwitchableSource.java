package org.imprimatur.web.signin;

/** The fake provider, there or not there yet. */
public final class SwitchableSource implements ProviderSource {
  private final ProviderState ready;
  private volatile ProviderState state;

  SwitchableSource(FakeProvider provider) {
    ready = new ProviderState.Ready(provider.settings());
    state = ready;
  }

  public void starting() {
    state = new ProviderState.Starting();
  }

  public void ready() {
    state = ready;
  }

  @Override
  public ProviderState state() {
    return state;
  }
}
