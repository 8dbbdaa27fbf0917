-- Kept on this machine, beside the record: what was done here and can be taken back, and what was taken back and can be
-- done again. The last of each side comes first.
CREATE TABLE acts (
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    -- Its place on its side; the last act has the highest, and none is missing between two.
    place INTEGER NOT NULL,
    -- JSON that the application makes and reads.
    act TEXT NOT NULL,
    PRIMARY KEY (incident, undone, place)
) STRICT, WITHOUT ROWID;

-- Kept on this machine, beside the record: the step at which the responder left each run.
CREATE TABLE cursors (
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    run TEXT NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (incident, run)
) STRICT;

-- A projection: what an entry with the same id says of a note, that it does not count or that it counts again.
CREATE TABLE standings (
    id INTEGER NOT NULL PRIMARY KEY,
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    note_device BLOB NOT NULL CHECK (length(note_device) = 16),
    note_seq INTEGER NOT NULL,
    -- Its place in the total order, beside the device and number of its entry.
    hlc INTEGER NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1))
) STRICT;

CREATE INDEX standings_note ON standings (incident, note_device, note_seq, hlc);
