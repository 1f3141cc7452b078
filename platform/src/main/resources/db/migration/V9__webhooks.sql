-- Where a channel's events are reported to. Secrets are sealed: a signature needs them as they are.
create table webhook (
    id               text primary key,
    channel_id       text not null references channel on delete cascade,
    url              text not null,
    description      text not null,
    events           text[],                     -- null: all
    enabled          boolean not null,
    disabled_reason  text check (disabled_reason in ('gone', 'failing')),   -- null while enabled, and when by hand
    secret           bytea not null,
    old_secret       bytea,                      -- signs too, until old_secret_until
    old_secret_until timestamptz,
    failing_since    timestamptz,                -- the first failure behind the last success
    after_number     bigint not null,            -- it is told events with higher numbers
    created_at       timestamptz not null,
    updated_at       timestamptz not null
);
create index webhook_of_channel on webhook (channel_id, created_at, id);

-- One event for one webhook. `seq` is the order of the log, `number` that of the events.
create table webhook_delivery (
    id         text primary key,
    seq        bigint generated always as identity unique,
    webhook_id text not null references webhook on delete cascade,
    number     bigint,                           -- null: a test
    kind       text not null,                    -- such as show.live
    show_id    text,
    body       text not null,                    -- what is sent, to the byte
    state      text not null check (state in ('waiting', 'delivered', 'failed')),
    attempts   smallint not null default 0,      -- as many rows of webhook_attempt were written
    failures   smallint not null default 0,      -- in a row, since it was last begun
    next_at    timestamptz not null,             -- when to try, while it waits
    created_at timestamptz not null,
    unique (webhook_id, number)
);
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'waiting';
create index webhook_delivery_waiting on webhook_delivery (webhook_id, next_at, seq) where state = 'waiting';
create index webhook_delivery_in_order on webhook_delivery (webhook_id, show_id, number)
    where state = 'waiting' and attempts = 0;
create index webhook_delivery_log on webhook_delivery (webhook_id, seq desc);
create index webhook_delivery_by_state on webhook_delivery (webhook_id, state, seq desc);
create index webhook_delivery_old on webhook_delivery (created_at);

create table webhook_attempt (
    delivery_id text not null references webhook_delivery on delete cascade,
    number      smallint not null,
    at          timestamptz not null,
    status      smallint,                        -- null: nobody answered
    failure     text,                            -- why it did not arrive, in a plain sentence
    duration_ms integer not null,
    answer      text not null,                   -- the first 2 kB
    answer_cut  boolean not null,
    primary key (delivery_id, number)
);

-- Up to which event the deliveries have been written.
create table webhook_position (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into webhook_position (number) values (0);
