package org.imprimatur.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in browser. Times are UTC to the millisecond.
 *
 * @param key its name in the store
 * @param version counts its writes, from 1
 * @param user who is signed in
 * @param providerSession the provider's {@code sid}, by which it ends sessions of its own accord
 * @param sealedTokens the provider's tokens, encrypted; opaque to the store
 * @param tokensExpire when the access token ends and the refresh token has to be used
 * @param refreshLease until when somebody is refreshing the tokens; empty when nobody is
 * @param createdAt when the user signed in
 * @param lastSeen when the browser was last heard of, to a second or so
 * @param ends when the session ends unless it is used before; never later than its absolute end
 */
public record Session(
    SessionKey key,
    int version,
    User user,
    Optional<String> providerSession,
    String sealedTokens,
    Instant tokensExpire,
    Optional<Instant> refreshLease,
    Instant createdAt,
    Instant lastSeen,
    Instant ends) {

  /** Whether it has ended at {@code now}, whether or not it was removed yet. */
  public boolean ended(Instant now) {
    return !now.isBefore(ends);
  }

  /** This session used at {@code now} and ending at {@code ends} unless used again. */
  public Session seen(Instant now, Instant ends) {
    return new Session(
        key,
        version,
        user,
        providerSession,
        sealedTokens,
        tokensExpire,
        refreshLease,
        createdAt,
        now,
        ends);
  }

  /** This session with somebody refreshing its tokens until {@code until}. */
  public Session leased(Instant until) {
    return new Session(
        key,
        version,
        user,
        providerSession,
        sealedTokens,
        tokensExpire,
        Optional.of(until),
        createdAt,
        lastSeen,
        ends);
  }

  /** This session with nobody refreshing its tokens. */
  public Session released() {
    return new Session(
        key,
        version,
        user,
        providerSession,
        sealedTokens,
        tokensExpire,
        Optional.empty(),
        createdAt,
        lastSeen,
        ends);
  }

  /** This session as the next write of it. */
  public Session nextVersion() {
    return new Session(
        key,
        version + 1,
        user,
        providerSession,
        sealedTokens,
        tokensExpire,
        refreshLease,
        createdAt,
        lastSeen,
        ends);
  }

  /** This session with new tokens, and nobody refreshing them. */
  public Session refreshed(User user, String sealedTokens, Instant tokensExpire) {
    return new Session(
        key,
        version,
        user,
        providerSession,
        sealedTokens,
        tokensExpire,
        Optional.empty(),
        createdAt,
        lastSeen,
        ends);
  }
}
