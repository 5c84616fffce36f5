package org.imprimatur.web.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A browser as far as HTTP goes: keeps cookies, sends what browsers send, follows redirects when
 * told to. Knows the board by its base URL and finds it at the port of the test.
 */
public final class Browser {
  static final String BASE = "http://localhost:8080";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String server;
  private final Map<String, String> cookies = new ConcurrentHashMap<>();
  private final List<HttpResponse<String>> seen = new ArrayList<>();

  /** A new one, for the server at this port. */
  public Browser(int port) {
    this.server = "http://localhost:" + port;
  }

  /** Signs in as whoever the fake provider signs in, and comes back to {@code path}. */
  public HttpResponse<String> signIn(String path) {
    String begin = "/sign-in?return=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    return follow(get(begin));
  }

  /** Follows redirects until there are none, of ours and of the provider. */
  public HttpResponse<String> follow(HttpResponse<String> response) {
    HttpResponse<String> current = response;
    for (int hops = 0; location(current).isPresent(); hops++) {
      if (hops > 10) {
        throw new IllegalStateException("a redirect loop at " + location(current));
      }
      current = get(location(current).get());
    }
    return current;
  }

  static Optional<String> location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").filter(l -> response.statusCode() / 100 == 3);
  }

  public HttpResponse<String> get(String where, String... headers) {
    return send(request(where, headers).GET());
  }

  public HttpResponse<String> method(String method, String where) {
    return send(request(where).method(method, BodyPublishers.noBody()));
  }

  /** Sends a form of a page of ours. */
  public HttpResponse<String> post(String where, Map<String, String> form) {
    return send(
        request(where, "Origin", BASE, "Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  /** Sends what a program sends: no origin, no fetch metadata. */
  public HttpResponse<String> postPlain(String where, Map<String, String> form) {
    return send(
        request(where)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  /** Sends JSON with one more header. */
  public HttpResponse<String> postJson(String where, String json, String header, String value) {
    return send(
        request(where, header, value)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** A request that others run beside. Keeps no cookies. */
  public CompletableFuture<HttpResponse<String>> getAsync(String where) {
    return HTTP.sendAsync(request(where).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String where, String... headers) {
    String address = where.startsWith("/") ? server + where : where.replace(BASE, server);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (address.startsWith(server + "/") && !cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      seen.add(response);
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    String[] parts = cookie.split("[=;]", 3);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(parts[0]);
    } else {
      cookies.put(parts[0], parts[1]);
    }
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  Optional<String> secret() {
    return Optional.ofNullable(cookies.get(Cookies.SESSION));
  }

  /** Everything it was answered, also between. */
  List<HttpResponse<String>> seen() {
    return seen;
  }
}
