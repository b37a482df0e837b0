-- The journal, version 4: what a command changed may be of any kind, and older programs of SQLite read the file too.

-- `json_valid(NULL)` is 0 before SQLite 3.45, so the check on `before` says that NULL is allowed: otherwise the `sqlite3` of
-- a distribution finds damage in a healthy journal. The kinds are no longer listed here, where a list cannot be altered.
CREATE TABLE changed (
  op           INTEGER NOT NULL REFERENCES op (id),
  kind         TEXT NOT NULL CHECK (kind <> ''),
  item         INTEGER NOT NULL,
  revision     INTEGER,
  made_in      INTEGER,
  before       TEXT CHECK (before IS NULL OR json_valid(before)),
  tagged_under INTEGER REFERENCES framework_version (id),
  PRIMARY KEY (op, kind, item)
) STRICT, WITHOUT ROWID;
INSERT INTO changed (op, kind, item, revision, made_in, before, tagged_under)
  SELECT op, kind, item, revision, made_in, before, tagged_under FROM change;
DROP TABLE change;
ALTER TABLE changed RENAME TO change;
CREATE INDEX change_by_item ON change (kind, item, op);
