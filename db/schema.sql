-- Generated from db/migrations by a test (db/migrate.test.ts); do not edit.
PRAGMA user_version = 8;

CREATE VIEW live_change AS
  SELECT id, made_at_ms, kind, description FROM change WHERE id NOT IN (SELECT change_id FROM withdrawal);

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE account_setting (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  instrument_id INTEGER REFERENCES instrument (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  made_at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  description TEXT NOT NULL
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  kind_code INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  instrument_id INTEGER REFERENCES instrument (id),
  -- 1 buy, -1 sell
  side INTEGER,
  quantity TEXT,
  price TEXT,
  asset_id INTEGER REFERENCES asset (id),
  amount TEXT,
  fee_asset_id INTEGER REFERENCES asset (id),
  fee_amount TEXT,
  reported_pnl TEXT,
  position_after TEXT,
  balance_after TEXT,
  -- bit mask: flags, effect, position side, basis of the reported profit, grain
  detail_bits INTEGER NOT NULL,
  -- 1-based line and bytes of the record; NULL when stated by hand
  line INTEGER,
  byte_offset INTEGER,
  byte_length INTEGER,
  -- 64 bits of the hash by which a row is known again; NULL when stated by hand
  dedupe_hash INTEGER,
  -- order among the events of one instant in one change: files are written newest first as well
  sequence INTEGER NOT NULL
, detail_json TEXT) STRICT;

CREATE TABLE event_run (
  change_id INTEGER PRIMARY KEY REFERENCES change (id),
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  -- 1 when the highest id is the oldest event, else 0
  newest_first INTEGER NOT NULL
) STRICT;

CREATE TABLE failure_dismissal (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  failure_id INTEGER NOT NULL REFERENCES import_failure (id)
) STRICT;

CREATE TABLE fill_period (
  change_id INTEGER NOT NULL REFERENCES change (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  instrument_id INTEGER NOT NULL REFERENCES instrument (id),
  from_ms INTEGER NOT NULL,
  to_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE import (
  change_id INTEGER PRIMARY KEY REFERENCES change (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id),
  options_json TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  accepted_count INTEGER NOT NULL,
  duplicate_count INTEGER NOT NULL,
  assumed_json TEXT NOT NULL,
  ignored_json TEXT NOT NULL,
  events_json TEXT NOT NULL
) STRICT;

CREATE TABLE import_failure (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  account_id INTEGER REFERENCES account (id),
  instrument_id INTEGER REFERENCES instrument (id),
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;

CREATE TABLE instrument (
  id INTEGER PRIMARY KEY,
  symbol TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE instrument_terms (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  instrument_id INTEGER NOT NULL REFERENCES instrument (id),
  terms_json TEXT NOT NULL
) STRICT;

CREATE TABLE kept_snapshot (
  id INTEGER PRIMARY KEY,
  as_of_ms INTEGER NOT NULL UNIQUE,
  made_at_ms INTEGER NOT NULL,
  -- JSON, packed by the caller
  packed BLOB NOT NULL
) STRICT;

CREATE TABLE layout (
  name TEXT PRIMARY KEY,
  layout TEXT NOT NULL
) STRICT;

CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  signature TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mapping_json TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE margin_table (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  venue TEXT NOT NULL,
  instrument_id INTEGER NOT NULL REFERENCES instrument (id),
  valid_from TEXT NOT NULL,
  source TEXT NOT NULL,
  tiers_json TEXT NOT NULL
) STRICT;

CREATE TABLE mark (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  instrument_id INTEGER NOT NULL REFERENCES instrument (id),
  time_ms INTEGER NOT NULL,
  price TEXT NOT NULL,
  -- 0 a mark, 1 a daily close
  origin_code INTEGER NOT NULL
) STRICT;

CREATE TABLE revival (
  id INTEGER PRIMARY KEY,
  step_id INTEGER NOT NULL REFERENCES undo_step (id),
  change_id INTEGER NOT NULL REFERENCES import (change_id),
  accepted_count INTEGER NOT NULL,
  duplicate_count INTEGER NOT NULL,
  events_json TEXT NOT NULL
) STRICT;

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

CREATE TABLE source_block (
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  byte_offset INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  compressed BLOB NOT NULL,
  PRIMARY KEY (file_id, byte_offset)
) STRICT;

CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE stated_rule (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  rule TEXT NOT NULL,
  -- an asset or an instrument; empty for a rule of the whole account
  subject TEXT NOT NULL,
  value_json TEXT
) STRICT;

CREATE TABLE trade_limit (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  rule TEXT NOT NULL,
  -- NULL: for all accounts
  account_id INTEGER REFERENCES account (id),
  value TEXT
) STRICT;

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

CREATE TABLE vault_setting (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE what_if (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  name TEXT NOT NULL,
  tickets_json TEXT NOT NULL
) STRICT;

CREATE TABLE withdrawal (
  change_id INTEGER PRIMARY KEY REFERENCES change (id),
  withdrawn_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX event_cancel ON event (change_id) WHERE kind_code = 18;

CREATE INDEX import_failure_by_change ON import_failure (change_id);

CREATE INDEX mark_by_instrument ON mark (instrument_id, time_ms);

CREATE INDEX revival_by_change ON revival (change_id);

CREATE INDEX undo_step_by_change ON undo_step (change_id);
