package org.imprimatur.web;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.imprimatur.Board;
import org.imprimatur.embedded.EmbeddedRuntime;

/** Starts deliveries when everything is there, and stops them, drained, before anything goes. */
@Singleton
class Lifecycle {
  private static final int ASKED_AT_ONCE = 500;

  private final EmbeddedRuntime runtime;
  private final Board board;
  private final Settings settings;

  Lifecycle(EmbeddedRuntime runtime, Board board, Settings settings) {
    this.runtime = runtime;
    this.board = board;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    runtime.attach(board.changes(), board.subscriptions());
    runtime.start(this::askAgain);
  }

  void stop(@Observes ShutdownEvent event) {
    runtime.close();
  }

  /** Where moderators decide, a silent approval service is nobody to ask. */
  private void askAgain() {
    if (settings.approval().policy() == Settings.Policy.AUTO) {
      board.requestApproval().again(ASKED_AT_ONCE);
    }
  }
}
