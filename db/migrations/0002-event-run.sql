-- A large import whose rows stand in the book in the order of their ids, or in the reverse: read along its ids, it needs no
-- sorting. Kept beside the events; an import without a row here is sorted.
CREATE TABLE event_run (
  change_id INTEGER PRIMARY KEY REFERENCES change (id),
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  -- 1 when the highest id is the oldest event, else 0
  newest_first INTEGER NOT NULL
) STRICT;
