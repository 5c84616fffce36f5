package org.imprimatur.web;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.imprimatur.Board;
import org.imprimatur.embedded.EmbeddedRuntime;
import org.imprimatur.web.signin.ProviderSource;

/** Starts deliveries when everything is there, and stops them, drained, before anything goes. */
@Singleton
class Lifecycle {
  private static final int ASKED_AT_ONCE = 500;

  private final EmbeddedRuntime runtime;
  private final Board board;
  private final ProviderSource provider;
  private final Settings settings;

  Lifecycle(EmbeddedRuntime runtime, Board board, ProviderSource provider, Settings settings) {
    this.runtime = runtime;
    this.board = board;
    this.provider = provider;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    runtime.attach(board.changes(), board.subscriptions());
    runtime.start(this::askAgain);
  }

  /** Says where to go once there is somewhere to go. */
  void welcome(@ObservesAsync HttpServerStart listening) {
    System.out.println("Imprimatur is at " + settings.baseUrl());
    if (provider instanceof KeycloakProvider keycloak) {
      System.out.println("Reading works at once; sign-in follows when Keycloak has started.");
      keycloak.firstModerator().ifPresent(System.out::println);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    runtime.close();
    if (provider instanceof KeycloakProvider keycloak) {
      keycloak.close();
    }
  }

  /** Where moderators decide, a silent approval service is nobody to ask. */
  private void askAgain() {
    if (settings.approval().policy() == Settings.Policy.AUTO) {
      board.requestApproval().again(ASKED_AT_ONCE);
    }
  }
}
