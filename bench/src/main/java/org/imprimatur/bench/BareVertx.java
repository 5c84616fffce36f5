package org.imprimatur.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that serves a page with what the application serves by: Vert.x, on every core. */
final class BareVertx extends AbstractVerticle {
  static final String NAME = "bare Vert.x with the same bytes";

  private final int port;
  private final byte[] page;

  private BareVertx(int port, byte[] page) {
    this.port = port;
    this.page = page;
  }

  /** Serves the bytes of a file until it is ended. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    byte[] page = Files.readAllBytes(Path.of(arguments[1]));
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx.vertx()
        .deployVerticle(
            () -> new BareVertx(port, page), new DeploymentOptions().setInstances(cores))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  @Override
  public void start() {
    vertx
        .createHttpServer()
        .requestHandler(
            asked ->
                asked
                    .response()
                    .putHeader("Content-Type", "text/html;charset=UTF-8")
                    .end(Buffer.buffer(page)))
        .listen(port, "localhost");
  }
}
