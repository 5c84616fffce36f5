package org.imprimatur.web.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.imprimatur.web.signin.FakeProvider;

/** A browser on its way through a provider, behind API Gateway. */
final class SignsIn {
  private SignsIn() {}

  /** The cookies of a browser that has signed in, as it sends them. */
  static List<String> through(RunningFunction function, FakeProvider provider)
      throws IOException, InterruptedException {
    JsonNode away = function.answer(FunctionIT.event("GET", "/sign-in"));
    HttpResponse<Void> back =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(FunctionIT.header(away, "Location"))).build(),
                HttpResponse.BodyHandlers.discarding());
    URI callback = URI.create(back.headers().firstValue("Location").orElseThrow());
    JsonNode home =
        function.answer(
            FunctionIT.cookies(
                FunctionIT.event("GET", callback.getRawPath() + "?" + callback.getRawQuery()),
                sent(away)));
    return sent(home);
  }

  private static List<String> sent(JsonNode answer) {
    List<String> cookies = new ArrayList<>();
    answer.get("cookies").forEach(set -> cookies.add(set.textValue().split(";", 2)[0]));
    return cookies.stream().filter(cookie -> !cookie.endsWith("=")).toList();
  }
}
