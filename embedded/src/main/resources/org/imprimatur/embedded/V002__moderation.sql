-- Posts have revisions, reports and a version; what is only read whole is JSON. Who decided was
-- known by name alone: the name "auto" was an approval service's, all others were moderators'.

CREATE TABLE posts_2 (
  id            TEXT    NOT NULL PRIMARY KEY,
  version       INTEGER NOT NULL,
  author_id     TEXT    NOT NULL,
  author_name   TEXT    NOT NULL,
  status        TEXT    NOT NULL,
  submitted_at  INTEGER NOT NULL,
  published_at  INTEGER,
  expires       INTEGER NOT NULL,
  remind_at     INTEGER,
  waiting_since INTEGER,
  due           INTEGER,
  revision      INTEGER NOT NULL,
  title         TEXT    NOT NULL,
  body          TEXT    NOT NULL,
  handed_in_at  INTEGER NOT NULL,
  trace         TEXT    NOT NULL,
  asked         INTEGER NOT NULL,
  ask_next      INTEGER,
  verdict       TEXT,
  reason        TEXT,
  decider_kind  TEXT,
  decider_id    TEXT,
  decided_by    TEXT,
  decided_at    INTEGER,
  held          TEXT,
  proposal      TEXT,
  earlier       TEXT,
  reports       TEXT
) STRICT;

INSERT INTO posts_2
SELECT id, CASE status WHEN 'PENDING' THEN 1 ELSE 2 END, author_id, author_name, status,
       submitted_at, published_at, expires,
       CASE WHEN status = 'PUBLISHED' AND (expires - 259200) * 1000 > published_at
            THEN (expires - 259200) * 1000 END,
       CASE status WHEN 'PENDING' THEN submitted_at END,
       CASE WHEN status = 'PENDING' THEN ask_next
            WHEN status = 'PUBLISHED' AND (expires - 259200) * 1000 > published_at
            THEN (expires - 259200) * 1000 END,
       revision, title, body, submitted_at, trace, asked, ask_next, verdict, reason,
       CASE WHEN verdict IS NULL THEN NULL WHEN decided_by = 'auto' THEN 'APPROVAL_SERVICE'
            ELSE 'MODERATOR' END,
       decided_by, decided_by, decided_at, NULL, NULL, NULL, NULL
FROM posts;

DROP TABLE posts;
ALTER TABLE posts_2 RENAME TO posts;

-- Each list has an index in its own order that also holds "expires", so that a walk past posts
-- that have expired and were not swept yet reads the index alone.
CREATE INDEX posts_published ON posts (published_at, id, expires) WHERE status = 'PUBLISHED';
CREATE INDEX posts_waiting ON posts (waiting_since, id, expires) WHERE waiting_since IS NOT NULL;
CREATE INDEX posts_by_author ON posts (author_id, submitted_at, id, expires);
CREATE INDEX posts_due ON posts (due, id, expires) WHERE due IS NOT NULL;
CREATE INDEX posts_expires ON posts (expires, id);

CREATE TABLE archive_2 (
  id            TEXT    NOT NULL PRIMARY KEY,
  version       INTEGER NOT NULL,
  author_id     TEXT    NOT NULL,
  author_name   TEXT    NOT NULL,
  status        TEXT    NOT NULL,
  submitted_at  INTEGER NOT NULL,
  published_at  INTEGER,
  expires       INTEGER NOT NULL,
  remind_at     INTEGER,
  waiting_since INTEGER,
  due           INTEGER,
  revision      INTEGER NOT NULL,
  title         TEXT    NOT NULL,
  body          TEXT    NOT NULL,
  handed_in_at  INTEGER NOT NULL,
  trace         TEXT    NOT NULL,
  asked         INTEGER NOT NULL,
  ask_next      INTEGER,
  verdict       TEXT,
  reason        TEXT,
  decider_kind  TEXT,
  decider_id    TEXT,
  decided_by    TEXT,
  decided_at    INTEGER,
  held          TEXT,
  proposal      TEXT,
  earlier       TEXT,
  reports       TEXT,
  cause         TEXT    NOT NULL CHECK (cause IN ('EXPIRED', 'REJECTED', 'WITHDRAWN')),
  left_at       INTEGER NOT NULL
) STRICT;

INSERT INTO archive_2
SELECT id, CASE status WHEN 'PENDING' THEN 1 ELSE 2 END, author_id, author_name, status,
       submitted_at, published_at, expires, NULL, NULL, NULL,
       revision, title, body, submitted_at, trace, asked, ask_next, verdict, reason,
       CASE WHEN verdict IS NULL THEN NULL WHEN decided_by = 'auto' THEN 'APPROVAL_SERVICE'
            ELSE 'MODERATOR' END,
       decided_by, decided_by, decided_at, NULL, NULL, NULL, NULL, cause, left_at
FROM archive;

DROP TABLE archive;
ALTER TABLE archive_2 RENAME TO archive;

CREATE INDEX archive_latest ON archive (left_at, id);
CREATE INDEX archive_by_author ON archive (author_id, left_at, id);

CREATE TABLE changes_2 (
  change_id     TEXT    NOT NULL PRIMARY KEY,
  kind          TEXT    NOT NULL,
  at            INTEGER NOT NULL,
  id            TEXT    NOT NULL,
  version       INTEGER NOT NULL,
  author_id     TEXT    NOT NULL,
  author_name   TEXT    NOT NULL,
  status        TEXT    NOT NULL,
  submitted_at  INTEGER NOT NULL,
  published_at  INTEGER,
  expires       INTEGER NOT NULL,
  remind_at     INTEGER,
  waiting_since INTEGER,
  due           INTEGER,
  revision      INTEGER NOT NULL,
  title         TEXT    NOT NULL,
  body          TEXT    NOT NULL,
  handed_in_at  INTEGER NOT NULL,
  trace         TEXT    NOT NULL,
  asked         INTEGER NOT NULL,
  ask_next      INTEGER,
  verdict       TEXT,
  reason        TEXT,
  decider_kind  TEXT,
  decider_id    TEXT,
  decided_by    TEXT,
  decided_at    INTEGER,
  held          TEXT,
  proposal      TEXT,
  earlier       TEXT,
  reports       TEXT
) STRICT;

INSERT INTO changes_2
SELECT change_id, kind, at, id, CASE kind WHEN 'INSERTED' THEN 1 ELSE 2 END,
       author_id, author_name, status, submitted_at, published_at, expires, NULL, NULL, NULL,
       revision, title, body, submitted_at, trace, asked, ask_next, verdict, reason,
       CASE WHEN verdict IS NULL THEN NULL WHEN decided_by = 'auto' THEN 'APPROVAL_SERVICE'
            ELSE 'MODERATOR' END,
       decided_by, decided_by, decided_at, NULL, NULL, NULL, NULL
FROM changes;

DROP TABLE changes;
ALTER TABLE changes_2 RENAME TO changes;

CREATE TABLE audit (
  id         TEXT    NOT NULL PRIMARY KEY,
  at         INTEGER NOT NULL,
  act        TEXT    NOT NULL,
  actor_kind TEXT    NOT NULL,
  actor_id   TEXT    NOT NULL,
  actor_name TEXT    NOT NULL,
  post_id    TEXT,
  revision   INTEGER NOT NULL,
  reason     TEXT
) STRICT;

CREATE INDEX audit_latest ON audit (at, id);
CREATE INDEX audit_by_post ON audit (post_id, at, id) WHERE post_id IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor_id);

CREATE TABLE notices (
  id        TEXT    NOT NULL,
  person_id TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  post_id   TEXT    NOT NULL,
  title     TEXT    NOT NULL,
  reason    TEXT,
  at        INTEGER NOT NULL,
  expires   INTEGER NOT NULL,
  until     INTEGER NOT NULL,
  PRIMARY KEY (person_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX notices_latest ON notices (person_id, at, id, until);
CREATE INDEX notices_until ON notices (until);
