package org.imprimatur.web.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * An OpenID provider that does as it is told: signs in whoever {@link #person} is without asking,
 * rotates refresh tokens with no second use, and answers late, wrongly, with forgeries or not at
 * all. Its keys and signatures are real.
 */
public final class FakeProvider implements AutoCloseable {
  public static final String CLIENT = "imprimatur";
  public static final String SECRET = "a secret of the fake provider & its client";
  public static final String AUDIENCE = "imprimatur-api";

  /** Who signs in next. */
  public volatile Person person = Person.ALICE;

  /** What is changed in ID tokens before they are signed. */
  public volatile Consumer<JWTClaimsSet.Builder> claims = honest -> {};

  /** How ID tokens are signed. */
  public volatile FakeTokens.Signing signing = FakeTokens.Signing.RS256;

  /** What is changed in the discovery document. */
  public volatile Consumer<Map<String, Object>> discovery = honest -> {};

  /** What is changed in the parameters that the browser takes back. */
  public volatile Consumer<Map<String, String>> authorization = honest -> {};

  /** What is changed in token answers. */
  public volatile Consumer<Map<String, Object>> tokenAnswer = honest -> {};

  public volatile int accessTokenSeconds = 300;

  /**
   * Whether it does as Cognito does: a public client, groups instead of roles, no session of its
   * own in the tokens, no {@code iss} on the way back, and a moment in which the last refresh token
   * still works.
   */
  volatile boolean likeCognito;

  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Family> refreshTokens = new ConcurrentHashMap<>();
  private final WeakServer server;
  private final FakeTokens tokens;

  /** Starts it on a free port. */
  public FakeProvider(Clock clock) {
    this(clock, 0);
  }

  /** Starts it on this port. */
  FakeProvider(Clock clock, int port) {
    this(clock, WeakServer.at(port));
  }

  private FakeProvider(Clock clock, WeakServer weak) {
    server = weak;
    tokens = new FakeTokens(issuer(), clock);
    server.on("/.well-known/openid-configuration", this::discovery);
    server.on("/jwks", exchange -> WeakServer.json(exchange, 200, tokens.published().toString()));
    server.on("/authorize", this::authorize);
    server.on("/token", this::token);
    server.on("/revoke", this::revoke);
    server.on(
        "/end-session", exchange -> WeakServer.answer(exchange, 200, "text/plain", "Goodbye."));
    server.start();
  }

  /** Starts it on a free port, over TLS with this certificate. */
  public static FakeProvider overTls(Clock clock, SSLContext certificate) {
    return new FakeProvider(clock, WeakServer.overTls(certificate));
  }

  public String issuer() {
    return server.address();
  }

  int port() {
    return server.port();
  }

  public FakeTokens tokens() {
    return tokens;
  }

  /** What a client of it has to know. */
  public ProviderSettings settings() {
    return new ProviderSettings(
        URI.create(issuer()),
        CLIENT,
        java.util.Optional.of(SECRET).filter(secret -> !likeCognito),
        AUDIENCE);
  }

  /** From now on the endpoint {@code path} answers so. */
  public void weaken(String path, Weakness weakness) {
    server.weaken(path, weakness);
  }

  /** How often an endpoint was asked; token requests also count as {@code /token:<grant type>}. */
  public int calls(String path) {
    return server.calls(path);
  }

  /** Honest, strong and quick again. Keeps its sessions. */
  public void heal() {
    server.heal();
    claims = honest -> {};
    discovery = honest -> {};
    authorization = honest -> {};
    tokenAnswer = honest -> {};
    signing = FakeTokens.Signing.RS256;
    accessTokenSeconds = 300;
    person = Person.ALICE;
  }

  /** Whether this refresh token could still be used. */
  public boolean alive(String refreshToken) {
    Family family = refreshTokens.get(refreshToken);
    return family != null && refreshToken.equals(family.current);
  }

  /** How many sessions could still refresh their tokens. */
  public long living() {
    return refreshTokens.keySet().stream().filter(this::alive).count();
  }

  /** Ends all its sessions: no refresh token is worth anything. */
  public void forgetEverybody() {
    refreshTokens.values().forEach(family -> family.current = "none");
  }

  private void discovery(HttpExchange exchange) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer());
    document.put("authorization_endpoint", issuer() + "/authorize");
    document.put("token_endpoint", issuer() + "/token");
    document.put("jwks_uri", issuer() + "/jwks");
    document.put("revocation_endpoint", issuer() + "/revoke");
    document.put("end_session_endpoint", issuer() + "/end-session");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256", "PS256"));
    document.put("authorization_response_iss_parameter_supported", !likeCognito);
    discovery.accept(document);
    WeakServer.json(exchange, 200, JSONObjectUtils.toJSONString(document));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    if (!"S256".equals(asked.get("code_challenge_method"))
        || !"code".equals(asked.get("response_type"))
        || !CLIENT.equals(asked.get("client_id"))) {
      WeakServer.json(exchange, 400, "{}");
      return;
    }
    String code = secret();
    codes.put(code, new Code(person, asked, UUID.randomUUID().toString()));
    Map<String, String> back = new LinkedHashMap<>();
    back.put("code", code);
    back.put("state", asked.get("state"));
    if (!likeCognito) {
      back.put("iss", issuer());
    }
    authorization.accept(back);
    exchange.getResponseHeaders().set("Location", asked.get("redirect_uri") + "?" + query(back));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String type = asked.getOrDefault("grant_type", "");
    server.count("/token:" + type);
    if (!authenticated(exchange, asked)) {
      WeakServer.json(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (type.equals("authorization_code")) {
      byCode(exchange, asked);
    } else {
      byRefreshToken(exchange, asked);
    }
  }

  /** By client_secret_basic, whose parts are form-encoded first (RFC 6749, section 2.3.1). */
  private boolean authenticated(HttpExchange exchange, Map<String, String> asked) {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (likeCognito) {
      return header.equals("null") && CLIENT.equals(asked.get("client_id"));
    }
    String expected =
        java.net.URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
            + ":"
            + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    return header.equals(
        "Basic " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)));
  }

  private void byCode(HttpExchange exchange, Map<String, String> asked) throws IOException {
    Code code = codes.remove(asked.getOrDefault("code", ""));
    if (code == null || !code.challengedBy(asked) || !code.cameBackTo(asked)) {
      WeakServer.json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    Family family = new Family(code.person(), code.asked().get("nonce"), code.sid());
    grant(exchange, family);
  }

  /** A token's second use ends its whole family, as a provider with no reuse does. */
  private void byRefreshToken(HttpExchange exchange, Map<String, String> asked) throws IOException {
    String token = asked.getOrDefault("refresh_token", "");
    Family family = refreshTokens.get(token);
    if (family == null || !family.takes(token, likeCognito)) {
      if (family != null) {
        family.current = "none";
      }
      WeakServer.json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    grant(exchange, family);
  }

  private void grant(HttpExchange exchange, Family family) throws IOException {
    String access =
        tokens.sign(tokens.accessToken(family.person).build(), FakeTokens.Signing.RS256);
    String hash =
        AccessTokenHash.compute(new BearerAccessToken(access), JWSAlgorithm.RS256, null).getValue();
    JWTClaimsSet.Builder id =
        tokens.idToken(family.person, family.nonce, family.sid).claim("at_hash", hash);
    if (likeCognito) {
      id.claim("cognito:groups", family.person.roles())
          .claim("cognito:username", family.person.subject())
          .claim("roles", null)
          .claim("sid", null);
    }
    claims.accept(id);
    family.last = family.current;
    family.current = "refresh." + secret();
    refreshTokens.put(family.current, family);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", access);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", accessTokenSeconds);
    answer.put("refresh_token", family.current);
    answer.put("id_token", tokens.sign(id.build(), signing));
    tokenAnswer.accept(answer);
    WeakServer.json(exchange, 200, JSONObjectUtils.toJSONString(answer));
  }

  private void revoke(HttpExchange exchange) throws IOException {
    Map<String, String> asked =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Family family = refreshTokens.get(asked.getOrDefault("token", ""));
    if (family != null && authenticated(exchange, asked)) {
      family.current = "none";
      family.last = "none";
    }
    WeakServer.json(exchange, 200, "");
  }

  /** From now on a person's sessions get tokens with these claims. */
  public void change(Person now) {
    refreshTokens.values().stream()
        .filter(family -> family.person.subject().equals(now.subject()))
        .forEach(family -> family.person = now);
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> single = new LinkedHashMap<>();
    URLUtils.parseParameters(form).forEach((name, values) -> single.put(name, values.get(0)));
    return single;
  }

  private static String query(Map<String, String> parameters) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    parameters.forEach((name, value) -> lists.put(name, List.of(value)));
    return URLUtils.serializeParameters(lists);
  }

  private static String secret() {
    return UUID.randomUUID() + "." + UUID.randomUUID();
  }

  @Override
  public void close() {
    server.close();
  }

  /** A code, and the request it answers. */
  private record Code(Person person, Map<String, String> asked, String sid) {
    boolean challengedBy(Map<String, String> request) {
      String verifier = request.getOrDefault("code_verifier", "");
      return verifier.length() >= 43
          && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
              .getValue()
              .equals(asked.get("code_challenge"));
    }

    boolean cameBackTo(Map<String, String> request) {
      return asked.get("redirect_uri").equals(request.get("redirect_uri"));
    }
  }

  /** A session and its one refresh token of the moment. */
  private static final class Family {
    private volatile Person person;
    private final String nonce;
    private final String sid;
    private volatile String current = "";
    private volatile String last = "";

    Family(Person person, String nonce, String sid) {
      this.person = person;
      this.nonce = nonce;
      this.sid = sid;
    }

    boolean takes(String token, boolean graceful) {
      return token.equals(current) || (graceful && token.equals(last));
    }
  }
}
