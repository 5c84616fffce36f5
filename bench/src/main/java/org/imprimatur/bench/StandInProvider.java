package org.imprimatur.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
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

/** An OpenID provider that describes itself, publishes a key, and gives tokens to who is here. */
public final class StandInProvider implements AutoCloseable {
  private static final Duration VALID = Duration.ofHours(2);
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
    server.start();
    return provider;
  }

  /** Its issuer. */
  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** An access token for the API. */
  public String accessToken(String person) throws GeneralSecurityException {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String header =
        """
        {"alg": "RS256", "typ": "JWT", "kid": "%s"}"""
            .formatted(KEY_ID);
    String claims =
        """
        {"iss": "%s", "aud": "imprimatur", "sub": "%s", "name": "%s", "typ": "Bearer",
         "iat": %d, "exp": %d}"""
            .formatted(issuer(), person, person, now, now + VALID.toSeconds());
    String unsigned = base64(header) + "." + base64(claims);
    return unsigned + "." + base64(signature(unsigned));
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
