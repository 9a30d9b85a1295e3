-- The file of a Tidings embedded transport, schema version 1.
--
-- Columns ending in _ms are milliseconds and columns ending in _ns nanoseconds since 1970-01-01 UTC,
-- or lengths in these units. Look around freely, for example:
--
--   SELECT id, address, CAST(body AS TEXT), datetime(stored_at_ms / 1000, 'unixepoch') FROM messages;
--   SELECT g.name, d.state, count(*) FROM deliveries d JOIN groups g ON g.id = d.group_id GROUP BY 1, 2;

-- The log: every message that was published and is still kept.
CREATE TABLE messages (
    id               INTEGER PRIMARY KEY AUTOINCREMENT, -- the position in the log
    address          TEXT NOT NULL,
    message_id       TEXT,                              -- the producer's own id, known once per address
    stored_at_ms     INTEGER NOT NULL,
    content_type     TEXT,
    key              BLOB,
    correlation_id   TEXT,
    reply_to         TEXT,
    timestamp_ns     INTEGER,                           -- as the producer wrote it
    time_to_live_ns  INTEGER,
    deliver_after_ns INTEGER,
    priority         INTEGER,
    body             BLOB NOT NULL,                     -- last, so that the rest is read without it
    UNIQUE (address, message_id)                        -- absent ids never clash
) STRICT;

-- Headers of messages in their order; names may repeat.
CREATE TABLE headers (
    message  INTEGER NOT NULL REFERENCES messages (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    BLOB NOT NULL,
    PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

-- Groups of consumers: each gets every message of the addresses it reads.
CREATE TABLE groups (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT NOT NULL,
    address       TEXT NOT NULL,                        -- an address with {parameters}
    parameters    TEXT NOT NULL,                        -- values that are given, as name=value&name=value
    ephemeral     INTEGER NOT NULL,                     -- 1: it goes when its last member goes
    created_at_ms INTEGER NOT NULL,
    UNIQUE (name, address, parameters)
) STRICT;

-- What each group has to do with each message.
--
--   waiting    can be handed out
--   blocked    follows an earlier unsettled message of its key
--   scheduled  was published for later, until due_at_ms
--   delayed    is to be tried again at due_at_ms
--   held       is in a consumer's hands until lease_until_ms
--   done       was acknowledged
--   dead       was rejected: the dead letters
--   expired    was worth delivering until expires_at_ms only
CREATE TABLE deliveries (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id       INTEGER NOT NULL REFERENCES groups (id),
    message        INTEGER NOT NULL REFERENCES messages (id),
    key            BLOB,                                -- the message's, for the order of the group
    state          TEXT NOT NULL CHECK (state IN ('waiting', 'blocked', 'scheduled', 'delayed',
                                                  'held', 'done', 'dead', 'expired')),
    attempt        INTEGER NOT NULL DEFAULT 0,          -- how often it was handed out
    claim          INTEGER NOT NULL DEFAULT 0,          -- who settles must know the newest number
    due_at_ms      INTEGER,
    expires_at_ms  INTEGER,
    lease_until_ms INTEGER,
    process        INTEGER,                             -- that holds it, see processes
    consumer       TEXT,                                -- that held it last
    reason_kind    TEXT,                                -- why it is dead, as one word
    reason         TEXT,                                -- and as a sentence
    settled_at_ms  INTEGER,
    UNIQUE (message, group_id)
) STRICT;

CREATE INDEX deliveries_waiting ON deliveries (group_id, message) WHERE state = 'waiting';
CREATE INDEX deliveries_due ON deliveries (due_at_ms) WHERE state IN ('scheduled', 'delayed');
CREATE INDEX deliveries_held ON deliveries (lease_until_ms) WHERE state = 'held';
CREATE INDEX deliveries_dead ON deliveries (group_id, id) WHERE state = 'dead';
CREATE INDEX deliveries_expiring ON deliveries (expires_at_ms)
    WHERE expires_at_ms IS NOT NULL AND state IN ('waiting', 'blocked', 'scheduled', 'delayed');

-- The order of a key: at most one of its messages is under way, the others are blocked behind it.
CREATE UNIQUE INDEX deliveries_under_way ON deliveries (group_id, key)
    WHERE key IS NOT NULL AND state IN ('waiting', 'delayed', 'held');
CREATE INDEX deliveries_blocked ON deliveries (group_id, key, message) WHERE state = 'blocked';

-- Processes that receive. One whose beats stop counting is taken for dead, and what it held is handed out again.
CREATE TABLE processes (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    pid           INTEGER NOT NULL,
    started_at_ms INTEGER NOT NULL,
    heartbeat_ms  INTEGER NOT NULL,                     -- how often it means to count
    beats         INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Subscriptions: who receives now. An ephemeral group goes with its last one.
CREATE TABLE members (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES groups (id),
    process  INTEGER NOT NULL
) STRICT;

CREATE INDEX members_by_group ON members (group_id);

-- Addresses for replies, each read by one process and gone with it.
CREATE TABLE inboxes (
    address TEXT PRIMARY KEY,
    process INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Replies that their inbox has not taken yet.
CREATE TABLE replies (
    message INTEGER PRIMARY KEY REFERENCES messages (id),
    inbox   TEXT NOT NULL REFERENCES inboxes (address)
) STRICT;

CREATE INDEX replies_by_inbox ON replies (inbox, message);
