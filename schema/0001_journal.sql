-- The journal, version 1.
--
-- Only live entries stand in `entry`, `body`, `tag` and `search`; what a removed or changed entry said before stands in
-- `change`, so that no reading query has to filter. What is short and asked often is in `entry`; long texts are in
-- `body`, so that a report over all entries reads few pages.

-- One row a command that changed something. `undoes` names the command that this one took back.
CREATE TABLE op (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  command TEXT NOT NULL,
  undoes  INTEGER UNIQUE REFERENCES op (id),
  final   INTEGER NOT NULL DEFAULT 0 CHECK (final IN (0, 1))
) STRICT;

CREATE TABLE entry (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  uid          BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
  revision     INTEGER NOT NULL CHECK (revision > 0),
  date         TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  part         TEXT NOT NULL CHECK (part IN ('led', 'did', 'helped')),
  confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
  project      TEXT,
  replaces     BLOB CHECK (length(replaces) = 16),
  links        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)),
  tags         TEXT NOT NULL DEFAULT '',
  title        TEXT NOT NULL CHECK (title <> ''),
  result       TEXT,
  source       TEXT,
  made_in      INTEGER NOT NULL REFERENCES op (id),
  created_at   TEXT NOT NULL,
  updated_at   TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_date ON entry (date);
CREATE INDEX entry_replaces ON entry (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE body (
  entry   INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
  context TEXT,
  did     TEXT,
  note    TEXT
) STRICT;

-- What an entry is evidence of, a row a tag, for finding and judging. `entry.tags` holds the same tags as they are
-- written, a space between them: a list, a search or a dump reads one row an entry. Both are written together.
-- `date` repeats the entry's, so that the newest evidence of a criterion is found without a look at the entry.
CREATE TABLE tag (
  entry     INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  ord       INTEGER NOT NULL,
  key       TEXT NOT NULL,
  level     INTEGER CHECK (level > 0),
  assumed   INTEGER NOT NULL CHECK (assumed IN (0, 1)),
  statement INTEGER CHECK (statement > 0),
  date      TEXT NOT NULL,
  PRIMARY KEY (entry, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_key ON tag (key, date);

-- There is no trigger on inserting a tag: it would make SQLite open a savepoint a row, at which the search index writes
-- out its words each time, and an import would take twice as long. The writer takes the date from the entry.
CREATE TRIGGER tag_date_kept AFTER UPDATE OF date ON entry WHEN new.date <> old.date
BEGIN
  UPDATE tag SET date = new.date WHERE entry = new.id;
END;

CREATE VIEW searched AS
  SELECT entry.id, title, context, did, result, note, project FROM entry LEFT JOIN body ON body.entry = entry.id;
CREATE VIRTUAL TABLE search USING fts5 (
  title, context, did, result, note, project,
  content = 'searched', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Words of a removed entry leave the index at once, not at some later merge.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
-- A bulk import gathers 2 MiB of words before it writes them, so that fewer runs have to be merged.
INSERT INTO search (search, rank) VALUES ('hashsize', 2097152);

-- A number and a uid, once given, are never given to another entry.
CREATE TABLE tombstone (
  entry INTEGER PRIMARY KEY,
  uid   BLOB NOT NULL UNIQUE CHECK (length(uid) = 16)
) STRICT;

-- What something was before a command: an entry's earlier state, or that of a setting. NULL: it was not there.
CREATE TABLE change (
  op       INTEGER NOT NULL REFERENCES op (id),
  kind     TEXT NOT NULL CHECK (kind IN ('entry', 'profile', 'target', 'picks')),
  item     INTEGER NOT NULL,
  revision INTEGER,
  made_in  INTEGER,
  before   TEXT CHECK (json_valid(before)),
  PRIMARY KEY (op, kind, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_item ON change (kind, item, op);

CREATE TABLE profile (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  name      TEXT,
  pronouns  TEXT,
  manager   TEXT,
  framework TEXT NOT NULL
) STRICT;

CREATE TABLE target (
  id          INTEGER PRIMARY KEY,
  role        TEXT NOT NULL,
  current     INTEGER CHECK (current > 0),
  level       INTEGER NOT NULL CHECK (level > 0),
  due         TEXT,
  level_since TEXT,
  groups      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(groups))
) STRICT;

-- Entries whose results the document must tell first, in this order.
CREATE TABLE pick (
  ord INTEGER PRIMARY KEY,
  uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16)
) STRICT;
