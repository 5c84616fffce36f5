package org.imprimatur.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;
import org.imprimatur.session.User;

/** Sessions in a table. */
final class SqliteSessions implements Sessions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String INSERT =
      "INSERT INTO sessions (version, subject, user_name, name, roles, provider_session,"
          + " sealed_tokens, tokens_expire, refresh_lease, created_at, last_seen, ends, key)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String SELECT =
      "SELECT version, subject, user_name, name, roles, provider_session, sealed_tokens,"
          + " tokens_expire, refresh_lease, created_at, last_seen, ends, key FROM sessions";
  private static final String FIND = SELECT + " WHERE key = ? AND ends > ?";
  static final String OF_USER = SELECT + " WHERE subject = ? AND ends > ? LIMIT ?";
  private static final String REPLACE =
      "UPDATE sessions SET version = ?, subject = ?, user_name = ?, name = ?, roles = ?,"
          + " provider_session = ?, sealed_tokens = ?, tokens_expire = ?, refresh_lease = ?,"
          + " created_at = ?, last_seen = ?, ends = ? WHERE key = ? AND version = ?";

  private final Readers readers;
  private final Writer writer;

  SqliteSessions(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public void add(Session session) {
    if (writer.write(sql -> sql.update(INSERT, values(session))) == 0) {
      throw new IllegalStateException("a session of this key is there");
    }
  }

  @Override
  public Optional<Session> find(SessionKey key, Instant now) {
    return readers.read(
        sql -> sql.first(FIND, SqliteSessions::session, key.hash(), now.toEpochMilli()));
  }

  @Override
  public Optional<Session> replace(Session session) {
    Session next = session.nextVersion();
    Object[] values = values(next, session.version());
    return writer.write(sql -> sql.update(REPLACE, values)) == 1
        ? Optional.of(next)
        : Optional.empty();
  }

  @Override
  public void remove(SessionKey key) {
    writer.write(sql -> sql.update("DELETE FROM sessions WHERE key = ?", key.hash()));
  }

  @Override
  public int removeByProviderSession(String sid) {
    return writer.write(sql -> sql.update("DELETE FROM sessions WHERE provider_session = ?", sid));
  }

  @Override
  public int removeByUser(String subject) {
    return writer.write(sql -> sql.update("DELETE FROM sessions WHERE subject = ?", subject));
  }

  @Override
  public List<Session> ofUser(String subject, Instant now, int limit) {
    return readers.read(
        sql -> sql.list(OF_USER, SqliteSessions::session, subject, now.toEpochMilli(), limit));
  }

  @Override
  public long count(Instant now) {
    String count = "SELECT count(*) FROM sessions WHERE ends > ?";
    return readers.read(sql -> sql.number(count, now.toEpochMilli())).orElse(0L);
  }

  private static Object[] values(Session session, Object... more) {
    return Stream.concat(
            Stream.<Object>of(
                session.version(),
                session.user().subject(),
                session.user().userName(),
                session.user().name(),
                json(session.user().roles()),
                session.providerSession(),
                session.sealedTokens(),
                session.tokensExpire().toEpochMilli(),
                session.refreshLease().map(Instant::toEpochMilli),
                session.createdAt().toEpochMilli(),
                session.lastSeen().toEpochMilli(),
                session.ends().toEpochMilli(),
                session.key().hash()),
            Arrays.stream(more))
        .toArray();
  }

  private static Session session(ResultSet row) throws SQLException {
    User user =
        new User(row.getString(2), row.getString(3), row.getString(4), roles(row.getString(5)));
    return new Session(
        new SessionKey(row.getString(13)),
        row.getInt(1),
        user,
        Optional.ofNullable(row.getString(6)),
        row.getString(7),
        PostRow.millis(row, 8),
        PostRow.optionalMillis(row, 9),
        PostRow.millis(row, 10),
        PostRow.millis(row, 11),
        PostRow.millis(row, 12));
  }

  private static String json(Set<String> roles) {
    try {
      return JSON.writeValueAsString(roles);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private static Set<String> roles(String json) {
    try {
      return Set.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored session cannot be read", e);
    }
  }
}
