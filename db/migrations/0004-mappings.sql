-- What the trader has said of the columns of unknown tables, by the header under which they are known again. No part of
-- the book: taking an import back does not forget it.
CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  signature TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mapping_json TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL
) STRICT;
