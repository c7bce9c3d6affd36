-- Tenants whose remembered credential every replica is to forget, for a day. Runs on H2 (PostgreSQL mode) and PostgreSQL.
CREATE TABLE forgotten_credential (
    tenant       VARCHAR(128) PRIMARY KEY,
    -- of the replica that was asked; told apart, not compared
    forgotten_at TIMESTAMP WITH TIME ZONE NOT NULL
);
