-- Kept on this machine, beside the record: what was done here and can be taken back, and what was taken back and can be
-- done again. The last of each side comes first.
CREATE TABLE acts (
    id INTEGER NOT NULL PRIMARY KEY,
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    -- JSON that the application makes and reads.
    act TEXT NOT NULL
) STRICT;

CREATE INDEX acts_side ON acts (incident, undone, id);

-- Kept on this machine, beside the record: the step at which the responder left each run.
CREATE TABLE cursors (
    incident BLOB NOT NULL CHECK (length(incident) = 16),
    run TEXT NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (incident, run)
) STRICT;
