-- What staff said against the verdict on a message, where the office switched that on: an example to learn from, with the text
-- masked. It goes when its message goes, be that the entry in the ledger or the raw text.
CREATE TABLE correction (
    ledger INTEGER PRIMARY KEY REFERENCES ledger ON DELETE CASCADE,
    raw TEXT NOT NULL REFERENCES raw ON DELETE CASCADE,
    is_complaint INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX correction_raw ON correction (raw);

-- The sentence that gave rise to a duty, citizen numbers masked.
ALTER TABLE duty ADD COLUMN sentence TEXT;
