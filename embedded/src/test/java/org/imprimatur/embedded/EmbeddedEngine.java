package org.imprimatur.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.Ports;
import org.imprimatur.contract.EngineContract;
import org.imprimatur.contract.RuntimeUnderTest;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens embedded engines in folders of their own. */
abstract class EmbeddedEngine implements EngineContract {
  private final List<EmbeddedRuntime> opened = new ArrayList<>();
  @TempDir private Path folder;

  @Override
  public RuntimeUnderTest open(Surroundings here) {
    return open(here, folder.resolve("engine-" + opened.size()));
  }

  @AfterEach
  void close() {
    opened.forEach(EmbeddedRuntime::close);
  }

  private RuntimeUnderTest open(Surroundings here, Path data) {
    EmbeddedSettings settings = EmbeddedSettings.in(data).withBackoff(here.backoff());
    EmbeddedRuntime runtime =
        EmbeddedRuntime.open(settings, here.clock(), here.random(), here.telemetry());
    opened.add(runtime);
    return new Adapter(runtime, here, data);
  }

  /** What a SIGKILL would leave: the files as they are, without anybody closing them. */
  private RuntimeUnderTest killed(Surroundings here, Path data) {
    Path copy = folder.resolve("engine-" + opened.size());
    try {
      Files.createDirectory(copy);
      for (String name : List.of("imprimatur.db", "imprimatur.db-wal")) {
        Files.copy(data.resolve(name), copy.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open(here, copy);
  }

  private final class Adapter implements RuntimeUnderTest {
    private final EmbeddedRuntime runtime;
    private final Surroundings here;
    private final Path data;

    Adapter(EmbeddedRuntime runtime, Surroundings here, Path data) {
      this.runtime = runtime;
      this.here = here;
      this.data = data;
    }

    @Override
    public Ports ports() {
      return runtime.ports();
    }

    @Override
    public Sessions sessions() {
      return runtime.sessions();
    }

    @Override
    public ExpiringEntries entries() {
      return runtime.entries();
    }

    @Override
    public DeadLetters deadLetters() {
      return runtime.deadLetters();
    }

    @Override
    public Holdings holdings() {
      return runtime.holdings();
    }

    @Override
    public Intake intake() {
      return runtime.intake();
    }

    @Override
    public void attach(ChangeHandler changes, List<Subscription> subscriptions) {
      runtime.attach(changes, subscriptions);
    }

    @Override
    public int deliverDue() {
      return runtime.deliverDue();
    }

    @Override
    public int sweep(Instant now, int limit) {
      return runtime.sweep(now, limit);
    }

    @Override
    public RuntimeUnderTest restarted() {
      RuntimeUnderTest after = killed(here, data);
      runtime.close();
      return after;
    }
  }
}
