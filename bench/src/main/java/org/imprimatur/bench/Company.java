package org.imprimatur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What stands beside the application: bare Vert.x and nginx, which serve the bytes of its first
 * page, and a React Router application that renders the same posts. One that does not start fails
 * the trials that it is needed for, and no others.
 *
 * @param vertx a {@link BareVertx}
 * @param nginx nginx
 * @param peer the application in {@code bench/peer}
 */
record Company(Server vertx, Server nginx, Server peer) implements AutoCloseable {
  static final String NGINX = "nginx with the same bytes as a file";
  static final String PEER = "React Router with the same posts";

  private static final String NGINX_CONF =
      """
      daemon off;
      user %s;
      worker_processes auto;
      pid nginx.pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        sendfile on;
        tcp_nopush on;
        open_file_cache max=10;
        keepalive_requests 1000000000;
        default_type text/html;
        client_body_temp_path client;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen localhost:%d;
          root %s;
          index page;
        }
      }
      """;

  /** Starts them all with what {@code app} shows. */
  static Company of(Place place, Path parent, Server app) throws IOException {
    Path page = Files.write(parent.resolve("page"), body(app, "/"));
    return new Company(
        ready(Server.bareVertx(folder(parent, "vertx"), page)),
        ready(nginx(folder(parent, "nginx"), page)),
        ready(peer(place, folder(parent, "peer"), posts(parent, app))));
  }

  /** The first posts of a board, as the API shows them, in a file. */
  static Path posts(Path parent, Server app) throws IOException {
    return Files.write(parent.resolve("posts.json"), body(app, "/api/posts"));
  }

  /** Takes in what answers with the page: nginx and the peer. */
  Rounds page(Rounds rounds, Folder folder) {
    return rounds
        .withWarm(NGINX, Load.of(nginx, folder, Requests.of(nginx, "/page"), Load.CARD))
        .with(PEER, Load.of(peer, folder, Requests.of(peer, "/"), Load.CARD));
  }

  /** Starts the application in {@code bench/peer} with posts as the API shows them. */
  static Server peer(Place place, Path folder, Path posts) throws IOException {
    return Server.other(
        folder,
        Map.of("NODE_ENV", "production", "POSTS", posts.toString()),
        port -> List.of("node", place.peer().resolve("server.js").toString(), "" + port));
  }

  private static Server nginx(Path folder, Path page) throws IOException {
    Path pages = folder(folder, "pages");
    Files.copy(page, pages.resolve("page"));
    return Server.other(
        folder,
        Map.of(),
        port -> {
          String user = System.getProperty("user.name");
          write(folder.resolve("nginx.conf"), NGINX_CONF.formatted(user, port, pages));
          return List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr");
        });
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path parent, String name) throws IOException {
    return Files.createDirectories(parent.resolve(name));
  }

  private static byte[] body(Server app, String path) throws IOException {
    try (HttpConnection connection = HttpConnection.open(app.port())) {
      return connection.body(HttpConnection.get(app.port(), path));
    }
  }

  private static Server ready(Server server) {
    try {
      server.secondsToFirstPage();
    } catch (IOException e) {
      System.err.println("Goes on without it: " + e.getMessage());
    }
    return server;
  }

  @Override
  public void close() {
    vertx.close();
    nginx.close();
    peer.close();
  }
}
