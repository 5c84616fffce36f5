-- A full-text index of the published posts and of no others. Its rows are numbered in the order of
-- publication, the milliseconds in front of 20 bits for those of one millisecond, so that it is read
-- in the order in which posts are shown. It has no text of its own: what leaves is taken out by the
-- words it had. Triggers keep it within each write to posts, whoever
-- writes; a step that makes the table of posts anew has to make them anew too.

CREATE TABLE findable (
  number  INTEGER NOT NULL PRIMARY KEY,
  post_id TEXT    NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE words USING fts5(
  heading, text, content = '',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
);

INSERT INTO findable (number, post_id)
SELECT (published_at << 20) + row_number() OVER (PARTITION BY published_at ORDER BY id) - 1, id
FROM posts WHERE status = 'PUBLISHED';

INSERT INTO words (rowid, heading, text)
SELECT number, title, body FROM findable JOIN posts ON id = post_id ORDER BY number;

CREATE TRIGGER posts_added AFTER INSERT ON posts
WHEN new.status = 'PUBLISHED'
BEGIN
  INSERT INTO findable (number, post_id)
  SELECT max(new.published_at << 20, coalesce(max(number) + 1, 0)), new.id
  FROM findable WHERE number < (new.published_at + 1) << 20;
  INSERT INTO words (rowid, heading, text)
  SELECT number, new.title, new.body FROM findable WHERE post_id = new.id;
END;

CREATE TRIGGER posts_published AFTER UPDATE ON posts
WHEN new.status = 'PUBLISHED' AND old.status <> 'PUBLISHED'
BEGIN
  INSERT INTO findable (number, post_id)
  SELECT max(new.published_at << 20, coalesce(max(number) + 1, 0)), new.id
  FROM findable WHERE number < (new.published_at + 1) << 20;
  INSERT INTO words (rowid, heading, text)
  SELECT number, new.title, new.body FROM findable WHERE post_id = new.id;
END;

CREATE TRIGGER posts_changed AFTER UPDATE ON posts
WHEN new.status = 'PUBLISHED' AND old.status = 'PUBLISHED'
  AND (new.title <> old.title OR new.body <> old.body)
BEGIN
  INSERT INTO words (words, rowid, heading, text)
  SELECT 'delete', number, old.title, old.body FROM findable WHERE post_id = old.id;
  INSERT INTO words (rowid, heading, text)
  SELECT number, new.title, new.body FROM findable WHERE post_id = new.id;
END;

CREATE TRIGGER posts_hidden AFTER UPDATE ON posts
WHEN new.status <> 'PUBLISHED' AND old.status = 'PUBLISHED'
BEGIN
  INSERT INTO words (words, rowid, heading, text)
  SELECT 'delete', number, old.title, old.body FROM findable WHERE post_id = old.id;
  DELETE FROM findable WHERE post_id = old.id;
END;

CREATE TRIGGER posts_removed AFTER DELETE ON posts
WHEN old.status = 'PUBLISHED'
BEGIN
  INSERT INTO words (words, rowid, heading, text)
  SELECT 'delete', number, old.title, old.body FROM findable WHERE post_id = old.id;
  DELETE FROM findable WHERE post_id = old.id;
END;
