package org.imprimatur.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/** A server on a free port of this machine that answers every request by one function. */
final class Http {
  private Http() {}

  /** Answers a request; what it throws closes the connection without an answer. */
  interface Answering {
    Answer answer(HttpExchange request, byte[] body) throws IOException;
  }

  /** An answer in JSON. */
  record Answer(int status, byte[] body) {}

  static URI serve(Answering answering) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task, "http");
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext("/", exchange -> serve(exchange, answering));
      server.start();
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      Answer answer = answering.answer(exchange, exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }
}
