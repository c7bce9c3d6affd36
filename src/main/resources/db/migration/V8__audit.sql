-- What changed something, outside or here, and who did it. Rows are only added, and expire.
-- Each replica writes a chain of its own: mac is a keyed hash of the row and of the mac before it.
CREATE TABLE audit_entry (
    chain    VARCHAR(100) NOT NULL,
    seq      BIGINT NOT NULL,
    at       TIMESTAMP WITH TIME ZONE NOT NULL,
    action   VARCHAR(60) NOT NULL,
    -- tenant:<hash>, operator or gateway
    actor    VARCHAR(150) NOT NULL,
    -- address it came from; empty when nobody called
    source   VARCHAR(64) NOT NULL,
    trace_id VARCHAR(32) NOT NULL,
    -- id of what it was done to
    subject  VARCHAR(300) NOT NULL,
    -- JSON
    detail   TEXT NOT NULL,
    mac      VARCHAR(64) NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_entry_by_time ON audit_entry (at, chain, seq);

-- Where a chain begins, since what came before has expired, and where it ends.
CREATE TABLE audit_chain (
    id       VARCHAR(100) PRIMARY KEY,
    -- which secret it was written with
    key_id   VARCHAR(16) NOT NULL,
    base_seq BIGINT NOT NULL,
    base_mac VARCHAR(64) NOT NULL,
    head_seq BIGINT NOT NULL,
    head_mac VARCHAR(64) NOT NULL,
    seal     VARCHAR(64) NOT NULL
);

-- Whence a call came: the caller's address and the W3C trace it belongs to.
ALTER TABLE ledger_call ADD COLUMN source VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE ledger_call ADD COLUMN trace_id VARCHAR(32) DEFAULT '' NOT NULL;
