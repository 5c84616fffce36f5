package org.imprimatur.web.signin;

import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** In tests the provider is a fake one, and the clock can be moved. */
class SignInTestBeans {
  private final MovableClock clock = new MovableClock();

  @Produces
  @Singleton
  MovableClock movable() {
    return clock;
  }

  @Produces
  @Mock
  @Singleton
  Clock clock(MovableClock movable) {
    return movable;
  }

  @Produces
  @Singleton
  FakeProvider provider(MovableClock movable) {
    return new FakeProvider(movable);
  }

  void close(@Disposes FakeProvider provider) {
    provider.close();
  }

  @Produces
  @Mock
  @Singleton
  SwitchableSource source(FakeProvider provider) {
    return new SwitchableSource(provider);
  }
}
