-- Whose ledger this is: a fingerprint of the secret by which its tenants are named. One row.
CREATE TABLE ledger_secret (
    id          SMALLINT PRIMARY KEY CHECK (id = 1),
    fingerprint VARCHAR(64) NOT NULL,
    since       TIMESTAMP WITH TIME ZONE NOT NULL
);
