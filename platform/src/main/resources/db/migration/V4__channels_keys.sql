-- A deleted channel stays as a row, as its shows do; its handle is free again.
alter table channel add column deleted_at timestamptz;
alter table channel drop constraint channel_handle_key;
create unique index channel_by_handle on channel (handle) where deleted_at is null;

alter table channel_member add column joined_at timestamptz not null default now();

-- Only the SHA-256 of the link's token is here.
create table invitation (
    id         text primary key,
    channel_id text not null references channel on delete cascade,
    email      text not null,                   -- lower case
    role       text not null check (role in ('owner', 'producer', 'moderator')),
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    unique (channel_id, email)                  -- a new one takes the place of the one before
);

-- A key of the API, found by the SHA-256 of its secret. Without a maker: made by whoever runs the server.
create table api_key (
    id           text primary key,
    channel_id   text not null references channel on delete cascade,
    maker_id     text references account on delete cascade,
    name         text not null,
    prefix       text not null,                 -- how the secret begins, to be recognised by
    secret_hash  bytea not null unique,
    scopes       text[] not null,
    origins      text[] not null,               -- pages of these sites may use it
    created_at   timestamptz not null,
    last_used_at timestamptz,
    expires_at   timestamptz,
    revoked_at   timestamptz
);
create index api_key_of_channel on api_key (channel_id, created_at);
create index api_key_of_maker on api_key (maker_id);
create index api_key_by_origin on api_key using gin (origins) where revoked_at is null;

-- What was answered to a request that named itself by Idempotency-Key, for a day. The answer is sealed: it may hold a secret.
create table answered (
    asker        text not null,                 -- such as person:k3v9q0x7m2ab
    name         text not null,                 -- what the asker called the request
    request_hash bytea not null,                -- of method, address and body
    started_at   timestamptz not null,
    sealed       bytea,                         -- null while it runs
    primary key (asker, name)
);
create index answered_by_start on answered (started_at);
