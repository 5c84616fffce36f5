package org.imprimatur.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
  private static final byte[] BODY = "a page\r\n".repeat(9_000).getBytes(StandardCharsets.UTF_8);

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    serve("/whole", BODY.length);
    serve("/chunked", 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsAnswersToTheirEndSoThatTheNextBeginsThere() throws IOException {
    int port = server.getAddress().getPort();
    byte[] whole = HttpConnection.get(port, "/whole");
    byte[] chunked = HttpConnection.get(port, "/chunked");
    try (HttpConnection connection = HttpConnection.open(port)) {
      assertThat(connection.exchange(chunked)).isEqualTo(200);
      assertThat(connection.body(chunked)).isEqualTo(BODY);
      assertThat(connection.exchange(whole)).isEqualTo(200);
      assertThat(connection.body(whole)).isEqualTo(BODY);
    }
  }

  private void serve(String path, long length) {
    server.createContext(
        path,
        asked -> {
          asked.sendResponseHeaders(200, length);
          asked.getResponseBody().write(BODY);
          asked.close();
        });
  }
}
