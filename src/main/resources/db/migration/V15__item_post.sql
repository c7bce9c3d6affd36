-- The id that Postiz gave to the post that an item is about, as its request or its result names it.
ALTER TABLE ledger_item ADD COLUMN post VARCHAR(200);
CREATE INDEX ledger_item_by_post ON ledger_item (post);
-- What a tenant did last, by kind.
CREATE INDEX ledger_call_by_tenant_mode ON ledger_call (tenant, mode, created_at DESC);
