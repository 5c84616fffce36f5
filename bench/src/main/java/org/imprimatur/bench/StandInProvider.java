package org.imprimatur.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An OpenID provider that describes itself, publishes a key, gives tokens to who is here, and signs
 * in whoever the {@code login_hint} of a request names, without a question.
 */
public final class StandInProvider implements AutoCloseable {
  private static final Duration VALID = Duration.ofHours(2);

  /** So soon that sessions have to ask for others while they are looked at. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String KEY_ID = "bench";

  private final HttpServer server;
  private final KeyPair keys;

  private StandInProvider(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
  }

  /** Starts one on a free port of this machine. */
  public static StandInProvider start() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    StandInProvider provider = new StandInProvider(server, generator.generateKeyPair());
    String description = provider.description();
    String key = provider.key();
    server.createContext("/.well-known/openid-configuration", asked -> answer(asked, description));
    server.createContext("/jwks", asked -> answer(asked, key));
    server.createContext("/authorize", StandInProvider::authorize);
    server.createContext("/token", provider::token);
    server.start();
    return provider;
  }

  /** Its issuer. */
  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** An access token for the API. */
  public String accessToken(String person) throws GeneralSecurityException {
    return signed(person, "\"typ\": \"Bearer\"");
  }

  /** A token about a person, with one claim of its own. */
  private String signed(String person, String claim) throws GeneralSecurityException {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String header =
        """
        {"alg": "RS256", "typ": "JWT", "kid": "%s"}"""
            .formatted(KEY_ID);
    String claims =
        """
        {"iss": "%s", "aud": "imprimatur", "sub": "%s", "name": "%s", "preferred_username": "%s",
         %s, "iat": %d, "exp": %d}"""
            .formatted(issuer(), person, person, person, claim, now, now + VALID.toSeconds());
    String unsigned = base64(header) + "." + base64(claims);
    return unsigned + "." + base64(signature(unsigned));
  }

  /** RFC 6749, section 4.1.2; the code itself says who it is of and what was asked. */
  private static void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    String code = base64(asked.get("login_hint") + " " + asked.get("nonce"));
    String back =
        "%s?code=%s&state=%s".formatted(asked.get("redirect_uri"), code, asked.get("state"));
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /** Tokens for a code, or for the token of an earlier answer, which is the code again. */
  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> asked = parameters(form);
    String code = asked.getOrDefault("code", asked.getOrDefault("refresh_token", ""));
    String[] personAndNonce =
        new String(Base64.getUrlDecoder().decode(code), StandardCharsets.UTF_8).split(" ", 2);
    try {
      answer(
          exchange,
          """
          {"token_type": "Bearer", "expires_in": %d, "refresh_token": "%s",
           "access_token": "%s", "id_token": "%s"}"""
              .formatted(
                  SOON.toSeconds(),
                  code,
                  accessToken(personAndNonce[0]),
                  signed(personAndNonce[0], "\"nonce\": \"" + personAndNonce[1] + "\"")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign", e);
    }
  }

  private static Map<String, String> parameters(String encoded) {
    return Arrays.stream(encoded.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private byte[] signature(String unsigned) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
    return signature.sign();
  }

  private String description() {
    return """
        {"issuer": "%1$s",
         "authorization_endpoint": "%1$s/authorize",
         "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/jwks",
         "response_types_supported": ["code"],
         "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"]}"""
        .formatted(issuer());
  }

  private String key() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}"""
        .formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
