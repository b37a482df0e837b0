-- The journal, version 3: several targets, and the names that leave it under another name only.

-- NULL: the framework in force. At most one target is in use.
ALTER TABLE target ADD COLUMN framework TEXT CHECK (framework <> '');
ALTER TABLE target ADD COLUMN in_use INTEGER NOT NULL DEFAULT 0 CHECK (in_use IN (0, 1));
UPDATE target SET in_use = 1;
CREATE UNIQUE INDEX target_in_use ON target (in_use) WHERE in_use = 1;

-- A name that is confidential. One of kind 'public' was looked at and may be said as it is. A name that is no longer listed
-- keeps its row and its aliases.
CREATE TABLE term (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  text   TEXT NOT NULL CHECK (text <> ''),
  -- How it is compared: folded case, single spaces.
  folded TEXT NOT NULL UNIQUE CHECK (folded <> ''),
  kind   TEXT NOT NULL CHECK (kind IN ('customer', 'person', 'host', 'project', 'other', 'public')),
  listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1))
) STRICT;

-- What a document says in the place of a name, by the kind that the name had then: `Customer A`. An alias, once given, is
-- the name's for ever, through undo too: documents that say it may be with others.
CREATE TABLE alias (
  term  INTEGER NOT NULL REFERENCES term (id),
  kind  TEXT NOT NULL CHECK (kind IN ('customer', 'person', 'host', 'project', 'other')),
  alias TEXT NOT NULL UNIQUE CHECK (alias <> ''),
  PRIMARY KEY (term, kind)
) STRICT, WITHOUT ROWID;

-- The confidential entries are few, and each log looks at the newest of them.
CREATE INDEX entry_confidential ON entry (id) WHERE confidential = 1;

-- What a command changed may be a term too; the kinds stand in a check, which cannot be altered.
CREATE TABLE changed (
  op           INTEGER NOT NULL REFERENCES op (id),
  kind         TEXT NOT NULL CHECK (kind IN ('entry', 'profile', 'target', 'picks', 'term')),
  item         INTEGER NOT NULL,
  revision     INTEGER,
  made_in      INTEGER,
  before       TEXT CHECK (json_valid(before)),
  tagged_under INTEGER REFERENCES framework_version (id),
  PRIMARY KEY (op, kind, item)
) STRICT, WITHOUT ROWID;
INSERT INTO changed (op, kind, item, revision, made_in, before, tagged_under)
  SELECT op, kind, item, revision, made_in, before, tagged_under FROM change;
DROP TABLE change;
ALTER TABLE changed RENAME TO change;
CREATE INDEX change_by_item ON change (kind, item, op);
