-- Hash of the configuration that a replica serves; unknown of one that starts, or of an earlier version.
ALTER TABLE replica ADD COLUMN configuration VARCHAR(64);
