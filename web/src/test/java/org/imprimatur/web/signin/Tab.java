package org.imprimatur.web.signin;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser without HTTP on our side: its cookies, and what it carries between us and a provider.
 */
final class Tab {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Map<String, String> cookies = new HashMap<>();
  private final SignIn signIn;

  Tab(SignIn signIn) {
    this.signIn = signIn;
  }

  /** From the link to the provider and back into a session. */
  Step signIn() {
    return finish(provider(begin("/me")));
  }

  /** The address that a sign-in begins at. */
  URI begin(String returnPath) {
    Step step = signIn.begin(ReturnPath.of(returnPath), cookies()).join();
    keep(step);
    return step.fold(
        go -> URI.create(go.location()),
        stop -> {
          throw new IllegalStateException(stop.toString());
        });
  }

  /** Where the provider sends the browser. */
  static URI provider(URI authorization) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(authorization).build(), HttpResponse.BodyHandlers.ofString());
      return URI.create(answer.headers().firstValue("Location").orElseThrow());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What we say to what the browser brings back. */
  Step finish(URI callback) {
    return finish(URLUtils.parseParameters(callback.getRawQuery()));
  }

  Step finish(Map<String, List<String>> parameters) {
    MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
    parameters.forEach((name, values) -> query.addAll(name, values));
    Step step = signIn.finish(AuthorizationAnswer.of(query), cookies()).join();
    keep(step);
    return step;
  }

  Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  void cookie(String name, String value) {
    cookies.put(name, value);
  }

  Optional<String> secret() {
    return Cookies.session(cookies);
  }

  private void keep(Step step) {
    List<String> set = step.fold(Step.Go::cookies, Step.Stop::cookies);
    for (String cookie : set) {
      String[] parts = cookie.split("[=;]", 3);
      if (cookie.contains("Max-Age=0")) {
        cookies.remove(parts[0]);
      } else {
        cookies.put(parts[0], parts[1]);
      }
    }
  }
}
