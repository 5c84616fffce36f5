package org.imprimatur.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imprimatur.session.User;
import org.imprimatur.web.signin.Discovery.Described;

/**
 * An OpenID provider: the authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636),
 * refresh, revocation (RFC 7009), sign-out and the checks of what comes from it. Every question
 * ends within five seconds, and no fault of the provider leaves here as an exception.
 */
final class Provider {
  private static final Logger LOG = System.getLogger(Provider.class.getName());
  private static final Pattern KEYCLOAK = Pattern.compile("https?://[^?#]+/realms/[^/?#]+");
  private static final Duration CONVERSATION = Duration.ofMillis(4_500);

  private final ProviderSettings settings;
  private final URI callback;
  private final Scope scope;
  private final Discovery discovery;
  private final TokenEndpoint tokenEndpoint;
  private final Grants grants;

  /** A provider that is asked for what {@code signIn} says. */
  Provider(ProviderSettings settings, SignInSettings signIn, Clock clock) {
    ProviderHttp http = new ProviderHttp();
    this.settings = settings;
    this.callback = signIn.callback();
    this.scope = new Scope(signIn.scopes());
    this.discovery = new Discovery(settings, http, clock);
    this.tokenEndpoint = new TokenEndpoint(settings, callback, http);
    this.grants = new Grants(clock);
  }

  ProviderSettings settings() {
    return settings;
  }

  /** Scheme, host and port of where it says goodbye; of its issuer until it was asked. */
  URI origin() {
    URI goodbye =
        discovery
            .known()
            .map(known -> known.metadata().getEndSessionEndpointURI())
            .orElse(settings.issuer());
    return URI.create(goodbye.getScheme() + "://" + goodbye.getRawAuthority());
  }

  /** Keycloak's account console, by the form of its issuers; of no other provider. */
  Optional<URI> accountPage() {
    String issuer = settings.issuer().toString();
    return KEYCLOAK.matcher(issuer).matches()
        ? Optional.of(URI.create(issuer + "/account"))
        : Optional.empty();
  }

  /** Where an attempt to sign in goes. */
  Answer<URI> authorizationUrl(Attempt attempt) {
    return answer(
        deadline ->
            new AuthenticationRequest.Builder(
                    ResponseType.CODE, scope, new ClientID(settings.clientId()), callback)
                .endpointURI(discovery.get(deadline).metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .prompt(attempt.returnPath().asksForProof() ? new Prompt(Prompt.Type.LOGIN) : null)
                .build()
                .toURI());
  }

  /** The grant of the code that came back for {@code attempt}. */
  Answer<Grant> exchange(AuthorizationAnswer came, Attempt attempt) {
    return answer(
        deadline -> {
          Described provider = discovery.get(deadline);
          requireIssuer(came, provider.metadata());
          String code = came.code().orElseThrow(() -> new Refusal("no-code"));
          OIDCTokens tokens =
              tokenEndpoint.byCode(provider.metadata(), code, attempt.verifier(), deadline);
          JWTClaimsSet claims = provider.checks().idToken(tokens.getIDToken(), deadline);
          if (!attempt.nonce().equals(claims.getClaim("nonce"))) {
            throw new BadJWTException("another attempt's nonce");
          }
          return grants.first(claims, tokens, code);
        });
  }

  /** RFC 9207: the answer of one provider must not be taken for that of another. */
  private void requireIssuer(AuthorizationAnswer came, OIDCProviderMetadata metadata)
      throws Refusal {
    boolean right =
        came.issuer()
            .map(settings.issuer().toString()::equals)
            .orElse(!metadata.supportsAuthorizationResponseIssuerParam());
    if (!right) {
      throw new Refusal("wrong-issuer");
    }
  }

  /**
   * New tokens for a refresh token (OpenID Connect Core 1.0, section 12). Only the provider's own
   * refusal is one: an answer that does not hold says nothing about the session.
   */
  Answer<Grant> refresh(SessionTokens old, User user) {
    Answer<Grant> answer =
        answer(
            deadline -> {
              Described provider = discovery.get(deadline);
              String refreshToken = old.refreshToken().orElseThrow(() -> new Refusal("no-token"));
              Tokens tokens =
                  tokenEndpoint.byRefreshToken(provider.metadata(), refreshToken, deadline);
              if (tokens instanceof OIDCTokens openId && openId.getIDToken() != null) {
                return grants.next(
                    provider.checks().idToken(openId.getIDToken(), deadline), openId, old, user);
              }
              return grants.next(tokens, old, user);
            });
    return answer.fold(
        Answer.Given::new,
        reason ->
            reason.equals(Refusal.TOKEN_NOT_VALID)
                ? new Answer.Failed<>(reason)
                : new Answer.Refused<>(reason),
        Answer.Failed::new);
  }

  /** Ends a refresh token at the provider. */
  Answer<Boolean> revoke(String refreshToken) {
    return answer(
        deadline -> {
          tokenEndpoint.revoke(discovery.get(deadline).metadata(), refreshToken, deadline);
          return true;
        });
  }

  /** Where the browser goes to sign out there, to come back to {@code back}. */
  Answer<URI> endSession(String idToken, URI back) {
    return answer(
        deadline -> {
          URI endpoint = discovery.get(deadline).metadata().getEndSessionEndpointURI();
          if (endpoint == null) {
            throw new Refusal("no-end-session");
          }
          return EndSession.url(endpoint, settings, JWTParser.parse(idToken), back);
        });
  }

  /** A logout token that the provider sent, or somebody else. */
  Answer<ProviderLogout> logout(String token) {
    return answer(
        deadline -> discovery.get(deadline).checks().logoutToken(JWTParser.parse(token), deadline));
  }

  /** Who an access token for our API is about. */
  Answer<User> bearer(String token) {
    return answer(
        deadline ->
            UserClaims.user(
                discovery.get(deadline).checks().accessToken(JWTParser.parse(token), deadline)));
  }

  /**
   * The same of a token that was verified before; empty where {@link #bearer} has to be asked.
   * Never waits.
   */
  Optional<User> known(String token) {
    return discovery
        .fresh()
        .flatMap(there -> there.checks().knownAccessToken(token))
        .map(UserClaims::user);
  }

  private <T> Answer<T> answer(Question<T> question) {
    try {
      return new Answer.Given<>(question.put(Deadline.in(CONVERSATION)));
    } catch (Refusal e) {
      return new Answer.Refused<>(e.code());
    } catch (IOException | KeySourceException e) {
      return failed("unreachable", e);
    } catch (ParseException e) {
      return failed("unreadable", e);
    } catch (BadJOSEException | JOSEException | java.text.ParseException e) {
      log(Refusal.TOKEN_NOT_VALID, e);
      return new Answer.Refused<>(Refusal.TOKEN_NOT_VALID);
    } catch (RuntimeException e) {
      // What Nimbus throws at values it did not expect.
      return failed("unreadable", e);
    }
  }

  private <T> Answer<T> failed(String reason, Exception cause) {
    log(reason, cause);
    return new Answer.Failed<>(reason);
  }

  /** Without the exception's text where that could quote a token. */
  private void log(String reason, Exception cause) {
    String detail =
        cause instanceof IOException || cause instanceof KeySourceException
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getSimpleName();
    LOG.log(Logger.Level.WARNING, "provider reason={0} detail=\"{1}\"", reason, detail);
  }

  /** Something asked of the provider. */
  private interface Question<T> {
    T put(Deadline deadline)
        throws IOException,
            ParseException,
            java.text.ParseException,
            BadJOSEException,
            JOSEException,
            Refusal;
  }
}
