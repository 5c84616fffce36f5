package org.imprimatur.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Signs people in at a {@link StandInProvider}, which believes who they say they are. */
public final class SignIn {
  private SignIn() {}

  /** Signs somebody in as a browser does; the session's cookie. */
  public static String as(String person, int port) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpResponse<Void> begun = get(http, "http://localhost:" + port + "/sign-in", "");
    HttpResponse<Void> known = get(http, location(begun) + "&login_hint=" + person, "");
    HttpResponse<Void> back = get(http, location(known), cookies(begun));
    return back.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("__Host-session="))
        .map(cookie -> cookie.split(";", 2)[0])
        .findFirst()
        .orElseThrow(() -> new IOException(person + " was not signed in"));
  }

  private static HttpResponse<Void> get(HttpClient http, String address, String cookies)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
    if (answer.statusCode() >= 400) {
      throw new IOException(address + " was answered " + answer.statusCode());
    }
    return answer;
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** What is set and not taken away. */
  private static String cookies(HttpResponse<?> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .filter(cookie -> !cookie.endsWith("="))
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }
}
