-- Schema version 2: which messages the groups have handled, for consumers that handle no message twice.
CREATE TABLE handled (
    group_name    TEXT NOT NULL,
    address       TEXT NOT NULL,
    message_id    TEXT NOT NULL,
    handled_at_ms INTEGER NOT NULL,
    PRIMARY KEY (group_name, address, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX handled_by_age ON handled (handled_at_ms);
