-- What became of posts that were created here and due since. Runs on H2 (PostgreSQL mode) and PostgreSQL.

-- state:   published, late, stuck, dead, failed, shifted, removed, … : the words of deliveryReportTool
CREATE TABLE post_delivery (
    -- of what was found last about the post
    id         VARCHAR(36) PRIMARY KEY,
    tenant     VARCHAR(128) NOT NULL,
    -- ids that Postiz gave
    post       VARCHAR(200) NOT NULL,
    channel    VARCHAR(200) NOT NULL,
    state      VARCHAR(20) NOT NULL,
    -- when it was to be published by what the gateway was last told, and by Postiz
    planned_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    -- whether it needs to be looked at no more
    settled    BOOLEAN NOT NULL,
    -- what somebody wants to know, as JSON; NULL where nobody does
    notice     TEXT,
    -- whether the route direct:delivery is still to get it
    to_tell    BOOLEAN NOT NULL,
    found_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    told_at    TIMESTAMP WITH TIME ZONE,
    UNIQUE (tenant, post)
);
CREATE INDEX post_delivery_to_tell ON post_delivery (to_tell, found_at);
CREATE INDEX post_delivery_by_state ON post_delivery (settled, state);

-- When the posts of a tenant were looked at last, by any replica.
CREATE TABLE delivery_look (
    tenant    VARCHAR(128) PRIMARY KEY,
    looked_at TIMESTAMP WITH TIME ZONE NOT NULL
);
