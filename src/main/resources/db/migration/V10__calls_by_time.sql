-- The last calls, page by page, whatever became of them.
CREATE INDEX ledger_call_by_page ON ledger_call (created_at DESC, id DESC);
CREATE INDEX ledger_call_by_mode ON ledger_call (mode, created_at DESC, id DESC);
