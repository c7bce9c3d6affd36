-- How many more calls of a tool a tenant has until its ration is a full one again, calls that are under way counted.
ALTER TABLE ration ADD COLUMN remaining INTEGER DEFAULT 0 NOT NULL;
