-- The journal, version 2: which version of a framework an entry's tags were set under, so that a change of the framework
-- can tell whose meaning may have changed with it.

-- Every version that tags were set under. `hash` is of the framework's file, so a title that is mended is a new version.
CREATE TABLE framework_version (
  id   INTEGER PRIMARY KEY,
  key  TEXT NOT NULL CHECK (key <> ''),
  hash TEXT NOT NULL CHECK (hash <> ''),
  UNIQUE (key, hash)
) STRICT;

-- NULL: it has no tags, or they were set before this was kept.
ALTER TABLE entry ADD COLUMN tagged_under INTEGER REFERENCES framework_version (id);
ALTER TABLE change ADD COLUMN tagged_under INTEGER REFERENCES framework_version (id);

-- Whether behaviours that the framework in force does not define come from the built-in one.
ALTER TABLE profile ADD COLUMN behaviours INTEGER NOT NULL DEFAULT 1 CHECK (behaviours IN (0, 1));
