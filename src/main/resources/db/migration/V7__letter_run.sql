-- Dead letters by the hundred thousand: pages, causes and counts that read an index; and what is done with many at once.

-- Why it was discarded, in an operator's words.
ALTER TABLE dead_letter ADD COLUMN note VARCHAR(1000);
CREATE INDEX dead_letter_by_page ON dead_letter (state, created_at DESC, id DESC);
CREATE INDEX dead_letter_by_cause ON dead_letter (state, reason, tool, created_at);

-- A replay or discard of all dead letters that matched a filter when it was asked for.
-- action: REPLAY, DISCARD; state: RUNNING, STOPPED, DONE
CREATE TABLE letter_run (
    id          VARCHAR(36) PRIMARY KEY,
    action      VARCHAR(10) NOT NULL,
    state       VARCHAR(10) NOT NULL,
    note        VARCHAR(1000) NOT NULL,
    -- what it was asked for, for people
    filter      VARCHAR(1000) NOT NULL,
    letters     INTEGER NOT NULL,
    -- the replica that works on it
    owner       VARCHAR(100) NOT NULL,
    created_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX letter_run_by_state ON letter_run (state, created_at);

-- outcome: NULL (not yet), STARTED (a replay), WAITING (a replay, for a credential), DISCARDED, REFUSED
CREATE TABLE letter_run_item (
    run_id    VARCHAR(36) NOT NULL REFERENCES letter_run (id) ON DELETE CASCADE,
    letter_id VARCHAR(36) NOT NULL,
    outcome   VARCHAR(10),
    message   VARCHAR(1000),
    done_at   TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (run_id, letter_id)
);
CREATE INDEX letter_run_item_by_outcome ON letter_run_item (run_id, outcome, letter_id);
