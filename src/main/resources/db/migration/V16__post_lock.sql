-- Posts that a call is changing; another change of one waits. Runs on H2 (PostgreSQL mode) and PostgreSQL.
CREATE TABLE post_lock (
    tenant   VARCHAR(128) NOT NULL,
    post     VARCHAR(200) NOT NULL,
    -- the call, told apart from others of all replicas
    holder   VARCHAR(36) NOT NULL,
    -- its replica
    owner    VARCHAR(128) NOT NULL,
    -- when it is free whatever became of the call
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (tenant, post)
);
CREATE INDEX post_lock_by_holder ON post_lock (holder);
