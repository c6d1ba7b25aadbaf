-- What was taken back and what was put back, in this order; `withdrawal` says what holds now.
CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  made_at_ms INTEGER NOT NULL,
  -- 1 taken back, 0 put back
  withdrawn INTEGER NOT NULL,
  -- the live imports after the step: while they are the same, an import can be put back as it stands
  basis TEXT NOT NULL,
  -- the newest change when the step was made
  newest_change_id INTEGER NOT NULL,
  -- an import that was put back by reading its file again: the change that it is now
  as_change_id INTEGER REFERENCES change (id)
) STRICT;

CREATE INDEX undo_step_by_change ON undo_step (change_id);

-- An import whose rows came back when one before it was taken back: what it holds since.
CREATE TABLE revival (
  id INTEGER PRIMARY KEY,
  step_id INTEGER NOT NULL REFERENCES undo_step (id),
  change_id INTEGER NOT NULL REFERENCES import (change_id),
  accepted_count INTEGER NOT NULL,
  duplicate_count INTEGER NOT NULL,
  events_json TEXT NOT NULL
) STRICT;

CREATE INDEX revival_by_change ON revival (change_id);
