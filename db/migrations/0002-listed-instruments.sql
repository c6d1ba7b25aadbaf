-- What of a rare kind of event has no column: a split's ratio, a reported position's mark, a cancelled fill's instant.
ALTER TABLE event ADD COLUMN detail_json TEXT;

-- Cancellations are few and looked for before every fold.
CREATE INDEX event_cancel ON event (change_id) WHERE kind_code = 18;

-- What a file says of an instrument that its symbol does not: currency, multiplier, expiry, strike.
CREATE TABLE instrument_terms (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  instrument_id INTEGER NOT NULL REFERENCES instrument (id),
  terms_json TEXT NOT NULL
) STRICT;
