-- What is not part of the record: names of this file and this device.
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The record. The body stands last, so that the other columns are read without it.
--
-- There is no rowid and no other unique key: the key (incident, device, seq) is the only one an
-- INSERT OR REPLACE could replace by, and events_append refuses every seq that exists.
CREATE TABLE events (
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    seq INTEGER NOT NULL CHECK (seq > 0),
    hlc INTEGER NOT NULL CHECK (hlc >= 0),
    earliest_ms INTEGER NOT NULL,
    latest_ms INTEGER NOT NULL,
    precision TEXT NOT NULL,
    zone TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version BETWEEN 0 AND 65535),
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    body TEXT NOT NULL,
    PRIMARY KEY (incident, device, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_append BEFORE INSERT ON events
BEGIN
    SELECT CASE
        WHEN NEW.seq IS NOT 1 + coalesce(
            (SELECT max(seq) FROM events WHERE incident = NEW.incident AND device = NEW.device), 0)
        THEN raise(ABORT, 'an event must take the next number of its chain')
        WHEN NEW.prev IS NOT coalesce(
            (SELECT hash FROM events
             WHERE incident = NEW.incident AND device = NEW.device AND seq = NEW.seq - 1), zeroblob(32))
        THEN raise(ABORT, 'an event must carry the hash of the event before it')
        WHEN NEW.hlc <= (SELECT hlc FROM events
             WHERE incident = NEW.incident AND device = NEW.device AND seq = NEW.seq - 1)
        THEN raise(ABORT, 'the clock of an event must be later than that of the event before it')
    END;
END;

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN
    SELECT raise(ABORT, 'events are never changed');
END;

CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN
    SELECT raise(ABORT, 'events are never removed');
END;

-- What an incident is folded from, in the total order, however many notes there are.
CREATE INDEX events_state ON events (incident, hlc, device, seq)
    WHERE kind NOT IN ('note.added', 'entry.corrected');

-- A projection: one row of the timeline for each event. The text stands last.
CREATE TABLE entries (
    id INTEGER NOT NULL PRIMARY KEY,
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    seq INTEGER NOT NULL,
    -- The earliest instant of the time that counts now.
    sort_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT,
    author TEXT NOT NULL,
    -- The corrections in force: the last one, the last with words, the last with a time.
    corrected_by INTEGER,
    text_from INTEGER,
    when_from INTEGER,
    -- The words as first said; NUL characters are shown as U+2400.
    text TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX entries_event ON entries (incident, device, seq);
CREATE INDEX entries_timeline ON entries (incident, sort_ms, id, kind, phase, author);

-- A projection: what a correction, an entry with the same id, corrects.
CREATE TABLE corrections (
    id INTEGER NOT NULL PRIMARY KEY,
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    corrects_device BLOB NOT NULL CHECK (length(corrects_device) = 16),
    corrects_seq INTEGER NOT NULL,
    -- The place of the correction in the total order, beside the device and number of its entry.
    hlc INTEGER NOT NULL,
    earliest_ms INTEGER,
    latest_ms INTEGER,
    precision TEXT,
    zone TEXT,
    text TEXT
) STRICT;

CREATE INDEX corrections_entry ON corrections (incident, corrects_device, corrects_seq, hlc);

-- A projection: who wrote in an incident.
CREATE TABLE authors (
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    author TEXT NOT NULL,
    PRIMARY KEY (incident, author)
) STRICT, WITHOUT ROWID;

-- A projection: the words of the entries.
CREATE VIRTUAL TABLE entry_words USING fts5 (
    text,
    content = 'entries',
    content_rowid = 'id',
    columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- A projection: one row for each incident.
CREATE TABLE incidents (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT NOT NULL COLLATE NOCASE UNIQUE,
    number INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    class TEXT NOT NULL,
    opened_ms INTEGER NOT NULL,
    last_recorded_ms INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    events INTEGER NOT NULL,
    -- Between these ids lie all entries of the incident; 0 where there are none.
    first_entry INTEGER NOT NULL,
    last_entry INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- Code and title in lower case, to find by.
    folded TEXT NOT NULL,
    -- JSON that the application makes and reads.
    summary TEXT NOT NULL
) STRICT;

CREATE INDEX incidents_number ON incidents (number);
CREATE INDEX incidents_opened ON incidents (opened_ms, number, status, id);

-- Otherwise an INSERT OR REPLACE with a code that is taken would remove the other incident's row.
CREATE TRIGGER incidents_code BEFORE INSERT ON incidents
WHEN EXISTS (SELECT 1 FROM incidents WHERE code = NEW.code AND id <> NEW.id)
BEGIN
    SELECT raise(ABORT, 'the code of an incident is taken');
END;

-- Kept on this machine, beside the record: where a responder was, and what is typed and not yet sent.
CREATE TABLE places (
    incident BLOB NOT NULL PRIMARY KEY CHECK (length(incident) = 16),
    run TEXT NOT NULL,
    step TEXT NOT NULL,
    saved_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    name TEXT NOT NULL PRIMARY KEY,
    saved_ms INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
