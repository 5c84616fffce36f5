package org.imprimatur.web;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.imprimatur.Board;
import org.imprimatur.event.Subscription;
import org.imprimatur.web.signin.ProviderSource;

/** Starts deliveries when everything is there, and stops them, drained, before anything goes. */
@Singleton
class Lifecycle {
  private final Backend backend;
  private final Board board;
  private final MailWiring mail;
  private final Settings settings;
  private volatile List<String> notices = List.of();

  /** Wants the provider to be on its way before anything else starts. */
  Lifecycle(
      Backend backend, Board board, MailWiring mail, ProviderSource provider, Settings settings) {
    this.backend = backend;
    this.board = board;
    this.mail = mail;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    List<Subscription> subscriptions =
        Stream.concat(board.subscriptions().stream(), mail.subscription(board).stream()).toList();
    notices = backend.start(board, subscriptions);
  }

  /** Says where to go, once there is somewhere to go. */
  void welcome() {
    System.out.println("Imprimatur is at " + settings.baseUrl());
    notices.forEach(System.out::println);
  }

  void stop(@Observes ShutdownEvent event) {
    backend.close();
  }
}
