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
