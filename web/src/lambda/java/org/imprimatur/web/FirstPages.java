package org.imprimatur.web;

import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/**
 * Shows the pages that a stranger opens first before SnapStart takes its picture of the process, so
 * that the picture has loaded what they take (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 * hooks</a>).
 */
@Singleton
class FirstPages implements Resource {
  private static final Logger LOG = Logger.getLogger(FirstPages.class);
  private static final String NO_POST = "/posts/" + "0".repeat(32);
  private static final List<String> PAGES = List.of("/", NO_POST, "/posts/new");
  private static final String EVENT =
      """
      {"version":"2.0","rawPath":"%1$s","rawQueryString":"","isBase64Encoded":false,\
      "headers":{"host":"rehearsal","accept":"text/html","x-forwarded-proto":"https"},\
      "requestContext":{"http":{"method":"GET","path":"%1$s","sourceIp":"192.0.2.1"},\
      "requestId":"rehearsal","stage":"$default"}}""";

  private final AwsWiring aws;

  FirstPages(@Identifier("aws") AwsWiring aws) {
    this.aws = aws;
  }

  void plan(@Observes StartupEvent event) {
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      aws.runtime().rehearse(() -> PAGES.forEach(FirstPages::show));
    } catch (IOException | RuntimeException e) {
      LOG.warn("rehearsal failed", e);
    }
  }

  private static void show(String page) {
    byte[] event = EVENT.formatted(page).getBytes(StandardCharsets.UTF_8);
    try {
      new QuarkusStreamHandler()
          .handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
