-- What-ifs that the trader keeps by name. A row without tickets says that what was kept under the name before is not kept any
-- longer, so that undo takes a removal back as it does anything else.
CREATE TABLE what_if (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  name TEXT NOT NULL,
  tickets_json TEXT NOT NULL
) STRICT;

-- The trader's own limits; the newest live row of a rule and an account holds. Without a value the limit is cleared.
CREATE TABLE trade_limit (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  rule TEXT NOT NULL,
  -- NULL: for all accounts
  account_id INTEGER REFERENCES account (id),
  value TEXT
) STRICT;
