package org.imprimatur.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody with a browser, and the board behind them that trades the code for tokens.
 *
 * <p>Cookies are kept here by hand, as browsers treat localhost as safe and Java's own jar does
 * not.
 */
final class Visitor {

  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String protocol;
  private final String callback;

  Visitor(KeycloakProcess keycloak, String boardUrl) {
    this.protocol =
        keycloak.issuer().toString().replace("localhost", "127.0.0.1")
            + "/protocol/openid-connect/";
    this.callback = boardUrl + "/sign-in/callback";
  }

  HttpResponse<String> opensSignIn() throws IOException, InterruptedException {
    return get("auth?" + form(codeRequest()));
  }

  HttpResponse<String> opensSignInWithoutPkce() throws IOException, InterruptedException {
    Map<String, String> request = codeRequest();
    request.keySet().removeIf(name -> name.startsWith("code_challenge"));
    return get("auth?" + form(request));
  }

  HttpResponse<String> opensRegistration() throws IOException, InterruptedException {
    return get("registrations?" + form(codeRequest()));
  }

  /** Signs in through the form, and gives the tokens that the board gets for the code. */
  JsonNode signsIn(String name, String password, String clientSecret)
      throws IOException, InterruptedException {
    Map<String, String> fields = Map.of("username", name, "password", password);
    return trade(submit(opensSignIn().body(), fields), clientSecret);
  }

  /** Registers through the form, and gives the tokens that the board gets for the code. */
  JsonNode registers(String name, String password, String clientSecret)
      throws IOException, InterruptedException {
    Map<String, String> fields =
        Map.of(
            "username",
            name,
            "email",
            name + "@example.org",
            "firstName",
            "Ada",
            "lastName",
            "Author",
            "password",
            password,
            "password-confirm",
            password);
    return trade(submit(opensRegistration().body(), fields), clientSecret);
  }

  HttpResponse<String> refreshes(String token, String clientSecret)
      throws IOException, InterruptedException {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token), clientSecret);
  }

  HttpResponse<String> asksWithPassword(String name, String password, String clientSecret)
      throws IOException, InterruptedException {
    Map<String, String> fields =
        Map.of("grant_type", "password", "username", name, "password", password);
    return token(fields, clientSecret);
  }

  static JsonNode claims(JsonNode tokens, String which) throws IOException {
    String payload = tokens.get(which).asText().split("\\.")[1];
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload));
  }

  private Map<String, String> codeRequest() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", "imprimatur");
    request.put("response_type", "code");
    request.put("scope", "openid profile email");
    request.put("redirect_uri", callback);
    request.put("state", "state");
    request.put("nonce", "nonce");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return request;
  }

  private HttpResponse<String> submit(String page, Map<String, String> fields)
      throws IOException, InterruptedException {
    Matcher action = FORM.matcher(page);
    if (!action.find()) {
      throw new AssertionError("no form in: " + page);
    }
    String target = action.group(1).replace("&amp;", "&").replace("localhost", "127.0.0.1");
    return send(post(target, fields));
  }

  private JsonNode trade(HttpResponse<String> answer, String clientSecret)
      throws IOException, InterruptedException {
    String location = answer.headers().firstValue("Location").orElse("nowhere: " + answer.body());
    Matcher code = CODE.matcher(location);
    if (!location.startsWith(callback) || !code.find()) {
      throw new AssertionError("sent to " + location);
    }
    Map<String, String> fields =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code.group(1),
            "redirect_uri",
            callback,
            "code_verifier",
            VERIFIER);
    return new ObjectMapper().readTree(token(fields, clientSecret).body());
  }

  private HttpResponse<String> token(Map<String, String> fields, String clientSecret)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("client_id", "imprimatur");
    all.put("client_secret", clientSecret);
    return http.send(post(protocol + "token", all).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String page) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(protocol + page)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    String jar =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    if (!jar.isEmpty()) {
      request.header("Cookie", jar);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String cookie) {
    String pair = cookie.split(";", 2)[0];
    cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
  }

  private static HttpRequest.Builder post(String target, Map<String, String> fields) {
    return HttpRequest.newBuilder(URI.create(target))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(fields)));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
