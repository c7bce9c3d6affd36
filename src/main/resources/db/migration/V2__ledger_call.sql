-- One table for every call that publishes, costs credit or cannot be repeated, in place of intent and media_job.
-- Runs on H2 (PostgreSQL mode) and PostgreSQL. Tenants are keyed hashes. No credential is ever written here.

-- A request that is sent to Postiz once.
-- mode:  INLINE (its caller waits for it), BACKGROUND (it is asked for by its id; a failure becomes a dead letter)
-- state: QUEUED (not sent), RUNNING, DONE, PARTLY_DONE, FAILED (certainly without effect), UNKNOWN, CANCELLED
CREATE TABLE ledger_call (
    id            VARCHAR(36) PRIMARY KEY,
    tenant        VARCHAR(128) NOT NULL,
    tool          VARCHAR(128) NOT NULL,
    -- the route in which the steps stand, for a replay
    route         VARCHAR(128) NOT NULL,
    mode          VARCHAR(10) NOT NULL,
    state         VARCHAR(20) NOT NULL,
    request       TEXT NOT NULL,
    reason        VARCHAR(40),
    message       TEXT,
    attempts      INTEGER NOT NULL,
    -- whether Postiz has certainly ended its work on it, whatever came of it
    work_ended    BOOLEAN NOT NULL,
    -- the id that Postiz gave to a generation, by which it can be followed
    upstream_job  VARCHAR(200),
    -- whether some caller was given the outcome
    delivered     BOOLEAN NOT NULL,
    owner         VARCHAR(100) NOT NULL,
    -- counts who has run it: what an earlier run finds out does not end a later one
    run           INTEGER NOT NULL,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at       TIMESTAMP WITH TIME ZONE,
    unclear_since TIMESTAMP WITH TIME ZONE,
    -- when to look again for one of unknown outcome; NULL: never by itself
    next_look_at  TIMESTAMP WITH TIME ZONE,
    finished_at   TIMESTAMP WITH TIME ZONE
);
CREATE INDEX ledger_call_by_state ON ledger_call (state, created_at);
CREATE INDEX ledger_call_by_look ON ledger_call (next_look_at);
CREATE INDEX ledger_call_by_tenant ON ledger_call (tenant, tool, sent_at);

-- What a call asks for: the posts of a request, or the whole of it.
CREATE TABLE ledger_item (
    call_id     VARCHAR(36) NOT NULL REFERENCES ledger_call (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    -- the fingerprint while no identical item may be sent; NULL otherwise
    lock_key    VARCHAR(64) UNIQUE,
    state       VARCHAR(20) NOT NULL,
    result      TEXT,
    PRIMARY KEY (call_id, position)
);
CREATE INDEX ledger_item_by_fingerprint ON ledger_item (fingerprint);

-- A tenant whose ration of creates is used up.
CREATE TABLE ration (
    tenant   VARCHAR(128) NOT NULL,
    tool     VARCHAR(128) NOT NULL,
    opens_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (tenant, tool)
);

INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, reason, message, attempts, work_ended,
                         delivered, owner, run, created_at, sent_at, unclear_since, next_look_at, finished_at)
SELECT id, tenant, tool, tool, 'INLINE',
       CASE state WHEN 'OPEN' THEN 'RUNNING' WHEN 'CREATED' THEN 'DONE' WHEN 'PARTLY_CREATED' THEN 'PARTLY_DONE'
                  WHEN 'NOT_CREATED' THEN 'FAILED' ELSE 'UNKNOWN' END,
       request, reason, message, attempts, FALSE, state IN ('CREATED', 'PARTLY_CREATED'), owner, 0,
       created_at, created_at, unclear_since, CASE state WHEN 'UNKNOWN' THEN unclear_since END, finished_at
FROM intent;

INSERT INTO ledger_call (id, tenant, tool, route, mode, state, request, reason, message, attempts, work_ended,
                         delivered, owner, run, created_at, sent_at, unclear_since, finished_at)
SELECT id, tenant, tool, tool, 'BACKGROUND', state, request, reason, message, attempts, FALSE,
       delivered, owner, 0, created_at, started_at,
       CASE state WHEN 'UNKNOWN' THEN finished_at END, CASE state WHEN 'UNKNOWN' THEN NULL ELSE finished_at END
FROM media_job;

-- Each with one item; requests of several posts are taken apart by the Java migration that follows.
INSERT INTO ledger_item (call_id, position, fingerprint, lock_key, state, result)
SELECT i.id, 0, i.fingerprint, i.lock_key, c.state, i.result
FROM intent i JOIN ledger_call c ON c.id = i.id;

-- An unknown generation holds identical ones back, which it did without a lock so far.
INSERT INTO ledger_item (call_id, position, fingerprint, lock_key, state, result)
SELECT m.id, 0, m.fingerprint,
       CASE WHEN m.state IN ('QUEUED', 'RUNNING') THEN m.lock_key
            WHEN m.state = 'UNKNOWN'
                 AND m.id NOT IN (SELECT job_id FROM dead_letter WHERE state = 'DISCARDED')
                 AND NOT EXISTS (SELECT 1 FROM media_job o WHERE o.fingerprint = m.fingerprint AND o.id <> m.id
                                 AND (o.lock_key IS NOT NULL OR o.created_at > m.created_at
                                      OR (o.created_at = m.created_at AND o.id > m.id)))
            THEN m.fingerprint END,
       m.state, m.result
FROM media_job m;

DROP TABLE intent;
DROP TABLE media_job;
