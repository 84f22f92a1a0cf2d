-- The first shape of the store. A published step is never edited; a change is a new step.

-- Single facts of the office: its secret, the moment the clock has reached, the last serial number of each year.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    naw TEXT UNIQUE,
    name TEXT NOT NULL,
    phone TEXT,
    postcode TEXT
) STRICT;
CREATE INDEX person_phone ON person (phone);
CREATE INDEX person_postcode ON person (postcode);

CREATE TABLE person_address (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (address, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrangement (
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    since TEXT NOT NULL,
    until TEXT,
    letter TEXT NOT NULL,
    measure TEXT NOT NULL,
    topics TEXT NOT NULL,
    PRIMARY KEY (person, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    person INTEGER NOT NULL REFERENCES person,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    opened TEXT NOT NULL,
    closed TEXT,
    owner TEXT NOT NULL,
    received_at INTEGER,
    contact_day TEXT,
    final_day TEXT,
    contacted_at INTEGER,
    imported INTEGER NOT NULL
) STRICT;
CREATE INDEX dossier_person ON dossier (person);
CREATE INDEX dossier_owner ON dossier (owner) WHERE closed IS NULL;

-- An employee complained about: an address, or `?name` where the name fits nobody on the staff list.
CREATE TABLE concerned (
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    employee TEXT NOT NULL,
    PRIMARY KEY (dossier, employee)
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (dossier, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_word (
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    word TEXT NOT NULL,
    PRIMARY KEY (dossier, word)
) STRICT, WITHOUT ROWID;

-- Message-IDs that place an answer: of our letters (sent) and of the messages filed (received).
CREATE TABLE thread (
    message_id TEXT NOT NULL,
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
    PRIMARY KEY (message_id, dossier)
) STRICT, WITHOUT ROWID;

-- Raw messages, once each, byte for byte.
CREATE TABLE raw (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- The mail ledger (postregister): every message that a server ever showed, and how it ended.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    mailbox TEXT NOT NULL,
    validity INTEGER NOT NULL,
    uid TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    raw TEXT REFERENCES raw,
    state TEXT NOT NULL CHECK (state IN ('pending', 'filed', 'duplicate', 'review', 'ignored')),
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    message_id TEXT,
    content_key TEXT,
    person INTEGER REFERENCES person,
    duplicate_of INTEGER REFERENCES ledger,
    UNIQUE (mailbox, validity, uid)
) STRICT;
CREATE INDEX ledger_pending ON ledger (id) WHERE state = 'pending';
CREATE INDEX ledger_unmarked ON ledger (mailbox) WHERE marked = 0;
CREATE INDEX ledger_content ON ledger (content_key);
CREATE INDEX ledger_raw ON ledger (raw);

-- In which dossiers a message stands; copies besides the one it was filed in.
CREATE TABLE document (
    ledger INTEGER NOT NULL REFERENCES ledger,
    dossier INTEGER NOT NULL REFERENCES dossier,
    is_copy INTEGER NOT NULL,
    PRIMARY KEY (ledger, dossier)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_dossier ON document (dossier);

CREATE TABLE mailbox (
    address TEXT PRIMARY KEY,
    validity INTEGER NOT NULL,
    last_uid INTEGER NOT NULL
) STRICT;

-- Open duties and settled ones; next_at is when the clock acts on an open one.
CREATE TABLE duty (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    dossier INTEGER REFERENCES dossier,
    ledger INTEGER REFERENCES ledger,
    assignee TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    due_day TEXT,
    step INTEGER NOT NULL,
    next_at INTEGER,
    settled_at INTEGER,
    settled_by TEXT
) STRICT;
CREATE INDEX duty_next ON duty (next_at) WHERE settled_at IS NULL AND next_at IS NOT NULL;
CREATE INDEX duty_dossier ON duty (dossier) WHERE settled_at IS NULL;

-- Letters: written in the transaction that owes them, sent after it.
CREATE TABLE letter (
    id INTEGER PRIMARY KEY,
    cause TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    dossier INTEGER REFERENCES dossier,
    ledger INTEGER REFERENCES ledger,
    recipient TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    message_id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    bytes BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('owed', 'sent', 'refused', 'uncertain', 'withheld')),
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    sent_at INTEGER,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX letter_owed ON letter (not_before) WHERE state = 'owed';
CREATE INDEX letter_dossier ON letter (dossier, kind);
CREATE INDEX letter_recipient ON letter (recipient, kind);

-- The journal: append-only, chained over (sequence, kind, time, hash of salted payload). Erasure deletes payload and salt
-- and leaves the chain whole.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    dossier INTEGER REFERENCES dossier,
    ledger INTEGER REFERENCES ledger,
    payload TEXT,
    salt BLOB,
    digest TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;
CREATE INDEX event_dossier ON event (dossier);
