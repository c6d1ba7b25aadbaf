-- What a later comparison needs of the snapshots that were made of this vault. No part of the book: taking a change back
-- does not make a picture that was taken another.
CREATE TABLE kept_snapshot (
  id INTEGER PRIMARY KEY,
  as_of_ms INTEGER NOT NULL UNIQUE,
  made_at_ms INTEGER NOT NULL,
  -- JSON, packed by the caller
  packed BLOB NOT NULL
) STRICT;
