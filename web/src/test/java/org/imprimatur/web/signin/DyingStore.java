package org.imprimatur.web.signin;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.post.StoreUnavailable;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;

/** The store of a process that dies when it is about to write new tokens. */
record DyingStore(Sessions store, Session before) implements Sessions {
  @Override
  public Optional<Session> replace(Session session) {
    if (!session.sealedTokens().equals(before.sealedTokens())) {
      throw new StoreUnavailable("killed", true, new IOException());
    }
    return store.replace(session);
  }

  @Override
  public void add(Session session) {
    store.add(session);
  }

  @Override
  public Optional<Session> find(SessionKey key, Instant now) {
    return store.find(key, now);
  }

  @Override
  public void remove(SessionKey key) {
    store.remove(key);
  }

  @Override
  public int removeByProviderSession(String sid) {
    return store.removeByProviderSession(sid);
  }

  @Override
  public int removeByUser(String subject) {
    return store.removeByUser(subject);
  }

  @Override
  public List<Session> ofUser(String subject, Instant now, int limit) {
    return store.ofUser(subject, now, limit);
  }

  @Override
  public long count(Instant now) {
    return store.count(now);
  }
}
