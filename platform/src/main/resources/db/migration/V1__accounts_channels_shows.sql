create table account (
    id            text primary key,
    email         text not null unique,        -- lower case
    name          text not null,
    password_hash text not null,               -- PHC string, argon2id
    role          text not null check (role in ('owner')),
    created_at    timestamptz not null
);

-- Only the SHA-256 of the cookie's token is here: who reads this table cannot sign in with it.
create table session (
    token_hash bytea primary key,
    account_id text not null references account on delete cascade,
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null
);
create index session_of_account on session (account_id);
create index session_by_expiry on session (expires_at);

-- The one-time link of the first run; at most one row.
create table setup_token (
    only_one   boolean primary key default true check (only_one),
    token_hash bytea not null,
    created_at timestamptz not null
);

create table channel (
    id         text primary key,
    name       text not null,
    handle     text not null unique,
    is_default boolean not null default false,
    created_at timestamptz not null
);
create unique index one_default_channel on channel (is_default) where is_default;

create table channel_member (
    channel_id text not null references channel on delete cascade,
    account_id text not null references account on delete cascade,
    role       text not null check (role in ('owner', 'producer', 'moderator')),
    primary key (channel_id, account_id)
);
create index member_by_account on channel_member (account_id);

create table show (
    id             text primary key,
    channel_id     text not null references channel,
    stream_id      text not null unique,
    title          text not null,
    description    text not null,
    cover          text,                        -- content hash; files are <hash>.jpg and <hash>.640.jpg
    starts_at      timestamptz,
    time_zone      text,
    auto_start     boolean not null,
    visibility     text not null check (visibility in ('public', 'unlisted', 'private')),
    phase          text not null
        check (phase in ('draft', 'scheduled', 'open', 'live', 'interrupted', 'ended', 'replay', 'cancelled')),
    started_at     timestamptz,
    interrupted_at timestamptz,
    ended_at       timestamptz,
    version        bigint not null,             -- of the settings, for ETags; phase changes leave it alone
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    deleted_at     timestamptz,

    -- The order of lists: on now (latest first), to come (soonest first), past (latest first).
    list_rank smallint generated always as (
        case when phase in ('live', 'interrupted') then 0
             when phase in ('draft', 'scheduled', 'open') then 1
             else 2 end) stored,
    list_key numeric generated always as (
        case when phase in ('live', 'interrupted') then -extract(epoch from (started_at at time zone 'UTC'))
             when phase in ('draft', 'scheduled', 'open')
                 then coalesce(extract(epoch from (starts_at at time zone 'UTC')), 99999999999)
             else -extract(epoch from (coalesce(ended_at, created_at) at time zone 'UTC')) end) stored
);
create index show_of_channel on show (channel_id, list_rank, list_key, id) where deleted_at is null;
create index show_public on show (list_rank, list_key, id)
    where deleted_at is null and visibility = 'public' and phase <> 'draft';
create index show_by_cover on show (cover) where cover is not null;

-- A key is found by `lookup` (HMAC) and shown again from `sealed` (AES-GCM); both keys come from secret.key.
create table stream_key (
    lookup     bytea primary key,
    show_id    text not null references show on delete cascade,
    sealed     bytea,                           -- null once retired
    created_at timestamptz not null,
    retired_at timestamptz
);
create unique index one_current_key on stream_key (show_id) where retired_at is null;
create index key_of_show on stream_key (show_id);
