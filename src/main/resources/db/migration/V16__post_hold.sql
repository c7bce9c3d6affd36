-- Posts that a call is changing; another change of one waits. Runs on H2 (PostgreSQL mode) and PostgreSQL.
CREATE TABLE post_hold (
    tenant   VARCHAR(128) NOT NULL,
    post     VARCHAR(200) NOT NULL,
    -- the call, told apart from others of all replicas
    holder   VARCHAR(36) NOT NULL,
    -- when it is taken for dead
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (tenant, post)
);
CREATE INDEX post_hold_by_holder ON post_hold (holder);
