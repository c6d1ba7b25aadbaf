-- Rules of a venue or lender that the trader states of an account. The newest live row of an account, a rule and a subject
-- holds; one without a value says that nothing is stated any longer, so that undo takes a clearing back as it does anything else.
CREATE TABLE stated_rule (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id),
  account_id INTEGER NOT NULL REFERENCES account (id),
  rule TEXT NOT NULL,
  -- an asset or an instrument; empty for a rule of the whole account
  subject TEXT NOT NULL,
  value_json TEXT
) STRICT;
