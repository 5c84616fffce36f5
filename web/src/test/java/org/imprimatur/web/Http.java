package org.imprimatur.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One browser or program, by plain HTTP; follows no redirect and keeps no cookie of its own. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final Map<String, String> headers;
  private final boolean askFirst;

  private Http(URI base, Map<String, String> headers, boolean askFirst) {
    this.base = base;
    this.headers = headers;
    this.askFirst = askFirst;
  }

  static Http at(URI base) {
    return new Http(URI.create(base.toString().replaceAll("/$", "")), Map.of(), false);
  }

  /** The same client sending one header more. */
  Http with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Http(base, more, askFirst);
  }

  /**
   * The same client asking before it sends a body (RFC 9110, section 10.1.1): a server that refuses
   * a body unread closes the connection, and whoever is still sending may miss the answer.
   */
  Http askingFirst() {
    return new Http(base, headers, true);
  }

  /** The same client with the cookie of a session. */
  Http as(String session) {
    return with("Cookie", "__Host-session=" + session);
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  HttpResponse<String> form(String path, Map<String, String> fields) {
    return with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", path, HttpRequest.BodyPublishers.ofString(encoded(fields)));
  }

  HttpResponse<String> json(String path, String body) {
    return with("Content-Type", "application/json")
        .send("POST", path, HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
    List<String> pairs = new ArrayList<>();
    headers.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body)
            .expectContinue(askFirst);
    if (!pairs.isEmpty()) {
      request.headers(pairs.toArray(String[]::new));
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
