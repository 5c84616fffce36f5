package org.imprimatur.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.SessionKey;

/**
 * Keeps what somebody typed while they sign in again, for a day. Only the browser that sent it has
 * the name under which it is kept.
 */
@Singleton
class KeptDrafts {
  /** The cookie that holds the name. */
  static final String COOKIE = "__Host-draft";

  private static final Duration KEPT = Duration.ofDays(1);
  private static final int NAME_BYTES = 32;

  private final ExpiringEntries entries;
  private final SecureRandom random;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();

  KeptDrafts(ExpiringEntries entries, SecureRandom random, Clock clock) {
    this.entries = entries;
    this.random = random;
    this.clock = clock;
  }

  /** Keeps a draft; the answer is to be sent to the browser. */
  NewCookie keep(Draft draft) {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    Instant now = clock.instant();
    entries.putIfAbsent(key(secret), write(draft), now.plus(KEPT), now);
    return cookie(secret, (int) KEPT.toSeconds());
  }

  /** The draft that this cookie value names. */
  Optional<Draft> find(String secret) {
    return entries.find(key(secret), clock.instant()).map(this::read);
  }

  /** Forgets a draft; the answer is to be sent to the browser. */
  NewCookie forget(String secret) {
    entries.remove(key(secret));
    return cookie("", 0);
  }

  private static String key(String secret) {
    return "draft:" + SessionKey.of(secret).hash();
  }

  private static NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge(maxAge)
        .build();
  }

  private String write(Draft draft) {
    try {
      return json.writeValueAsString(
          Map.of(
              "title", draft.title(),
              "body", draft.body(),
              "of", draft.of(),
              "seen", draft.seen()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a draft is text and a number", e);
    }
  }

  private Draft read(String kept) {
    try {
      JsonNode draft = json.readTree(kept);
      return new Draft(
          draft.path("title").asText(),
          draft.path("body").asText(),
          draft.path("of").asText(),
          draft.path("seen").asInt());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept draft was written by us", e);
    }
  }
}
