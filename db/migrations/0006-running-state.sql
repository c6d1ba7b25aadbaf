-- What the live events up to an instant add up to, so that a large vault need not be folded anew whenever it is opened.
-- Kept beside the events and never the only copy: the table may be emptied at any time. A row holds only for exactly what
-- it was made of (`basis_json`), by the version of the fold that made it.
CREATE TABLE running_state (
  id INTEGER PRIMARY KEY,
  instant_ms INTEGER NOT NULL,
  -- the highest event when it was made: every row after it is new
  last_event_id INTEGER NOT NULL,
  -- how many events it was made of
  event_count INTEGER NOT NULL,
  fold_version TEXT NOT NULL,
  basis_json TEXT NOT NULL,
  -- of the version, the basis and the state
  sha256 TEXT NOT NULL,
  state BLOB NOT NULL
) STRICT;
