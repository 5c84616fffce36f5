-- Who asked for mail. The id is made of the person's, and does not tell who it is.
CREATE TABLE recipients (
  id        TEXT    NOT NULL PRIMARY KEY,
  address   TEXT    NOT NULL,
  secret    TEXT    NOT NULL,
  moderator INTEGER NOT NULL,
  since     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX recipients_moderators ON recipients (id) WHERE moderator = 1;
