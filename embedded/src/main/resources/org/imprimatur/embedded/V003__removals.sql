-- Who is being taken out of the board: noted before it is begun, gone when nothing can follow.

CREATE TABLE removals (
  person_id   TEXT    NOT NULL PRIMARY KEY,
  pseudonym   TEXT    NOT NULL,
  keep_public INTEGER NOT NULL CHECK (keep_public IN (0, 1)),
  asked_at    INTEGER NOT NULL,
  gone_at     INTEGER,
  passes      INTEGER NOT NULL,
  due         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX removals_due ON removals (due);
CREATE INDEX audit_by_person ON audit (actor_id, at, id);
DROP INDEX audit_by_actor;
