-- Times are milliseconds since 1970 in UTC; "expires" alone is in seconds, as the board counts it.

CREATE TABLE posts (
  id               TEXT    NOT NULL PRIMARY KEY,
  revision         INTEGER NOT NULL,
  title            TEXT    NOT NULL,
  body             TEXT    NOT NULL,
  author_id        TEXT    NOT NULL,
  author_name      TEXT    NOT NULL,
  status           TEXT    NOT NULL
                   CHECK (status IN ('PENDING', 'PUBLISHED', 'REJECTED', 'WITHDRAWN')),
  submitted_at     INTEGER NOT NULL,
  published_at     INTEGER,
  expires          INTEGER NOT NULL,
  verdict          TEXT,
  reason           TEXT,
  decided_by       TEXT,
  decided_at       INTEGER,
  decided_revision INTEGER,
  asked            INTEGER NOT NULL,
  ask_next         INTEGER,
  trace            TEXT    NOT NULL
) STRICT;

-- Each list has an index in its own order that also holds "expires", so that a walk past posts
-- that have expired and were not swept yet reads the index alone.
CREATE INDEX posts_published ON posts (published_at, id, expires) WHERE status = 'PUBLISHED';
CREATE INDEX posts_pending ON posts (submitted_at, id, expires) WHERE status = 'PENDING';
CREATE INDEX posts_by_author ON posts (author_id, submitted_at, id, expires);
CREATE INDEX posts_to_ask ON posts (ask_next, id, expires)
  WHERE status = 'PENDING' AND ask_next IS NOT NULL;
CREATE INDEX posts_expires ON posts (expires, id);

CREATE TABLE archive (
  id               TEXT    NOT NULL PRIMARY KEY,
  revision         INTEGER NOT NULL,
  title            TEXT    NOT NULL,
  body             TEXT    NOT NULL,
  author_id        TEXT    NOT NULL,
  author_name      TEXT    NOT NULL,
  status           TEXT    NOT NULL,
  submitted_at     INTEGER NOT NULL,
  published_at     INTEGER,
  expires          INTEGER NOT NULL,
  verdict          TEXT,
  reason           TEXT,
  decided_by       TEXT,
  decided_at       INTEGER,
  decided_revision INTEGER,
  asked            INTEGER NOT NULL,
  ask_next         INTEGER,
  trace            TEXT    NOT NULL,
  cause            TEXT    NOT NULL CHECK (cause IN ('EXPIRED', 'REJECTED', 'WITHDRAWN')),
  left_at          INTEGER NOT NULL
) STRICT;

CREATE INDEX archive_latest ON archive (left_at, id);
CREATE INDEX archive_by_author ON archive (author_id, left_at, id);

-- The change stream: each change with the post as it was, until it has been handled.
CREATE TABLE changes (
  change_id        TEXT    NOT NULL PRIMARY KEY,
  kind             TEXT    NOT NULL,
  at               INTEGER NOT NULL,
  id               TEXT    NOT NULL,
  revision         INTEGER NOT NULL,
  title            TEXT    NOT NULL,
  body             TEXT    NOT NULL,
  author_id        TEXT    NOT NULL,
  author_name      TEXT    NOT NULL,
  status           TEXT    NOT NULL,
  submitted_at     INTEGER NOT NULL,
  published_at     INTEGER,
  expires          INTEGER NOT NULL,
  verdict          TEXT,
  reason           TEXT,
  decided_by       TEXT,
  decided_at       INTEGER,
  decided_revision INTEGER,
  asked            INTEGER NOT NULL,
  ask_next         INTEGER,
  trace            TEXT    NOT NULL
) STRICT;

-- Events that somebody is still to be handed.
CREATE TABLE events (
  id          TEXT    NOT NULL PRIMARY KEY,
  source      TEXT    NOT NULL,
  detail_type TEXT    NOT NULL,
  time        INTEGER NOT NULL,
  detail      TEXT    NOT NULL
) STRICT;

-- Ids of events that were published lately, so that a repeat is told from the first.
CREATE TABLE published (
  id TEXT    NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX published_at ON published (at);

-- One row for each subscriber that is still to be handed a change or an event ("about" is its id).
-- Numbers are never given twice: a delivery in hand is known by its number alone.
CREATE TABLE deliveries (
  seq        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  about      TEXT    NOT NULL,
  subscriber TEXT    NOT NULL,
  due        INTEGER NOT NULL,
  failures   INTEGER NOT NULL DEFAULT 0,
  parked_at  INTEGER,
  reason     TEXT,
  UNIQUE (about, subscriber)
) STRICT;

CREATE INDEX deliveries_due ON deliveries (subscriber, due, seq) WHERE parked_at IS NULL;
CREATE INDEX deliveries_parked ON deliveries (parked_at, seq) WHERE parked_at IS NOT NULL;

CREATE TABLE sessions (
  key              TEXT    NOT NULL PRIMARY KEY,
  version          INTEGER NOT NULL,
  subject          TEXT    NOT NULL,
  user_name        TEXT    NOT NULL,
  name             TEXT    NOT NULL,
  roles            TEXT    NOT NULL,
  provider_session TEXT,
  sealed_tokens    TEXT    NOT NULL,
  tokens_expire    INTEGER NOT NULL,
  refresh_lease    INTEGER,
  created_at       INTEGER NOT NULL,
  last_seen        INTEGER NOT NULL,
  ends             INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_provider_session ON sessions (provider_session)
  WHERE provider_session IS NOT NULL;
CREATE INDEX sessions_by_user ON sessions (subject);
CREATE INDEX sessions_ends ON sessions (ends);

CREATE TABLE entries (
  key   TEXT    NOT NULL PRIMARY KEY,
  value TEXT    NOT NULL,
  until INTEGER NOT NULL
) STRICT;

CREATE INDEX entries_until ON entries (until);

-- One row that a probe writes to see whether writing works, as large as the largest post and what
-- follows from it: on a disk that is almost full, a few bytes would go through where no post does.
CREATE TABLE heartbeat (
  one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  at   INTEGER NOT NULL,
  room BLOB    NOT NULL
) STRICT;
