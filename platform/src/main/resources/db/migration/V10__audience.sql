-- A channel's page lists what anybody may see of it.
create index show_public_of_channel on show (channel_id, list_rank, list_key, id)
    where deleted_at is null and visibility = 'public' and phase <> 'draft';

-- Calendars of a channel.
create index show_dated_of_channel on show (channel_id, starts_at, id)
    where deleted_at is null and visibility = 'public' and phase <> 'draft';

create table follow (
    channel_id  text not null references channel on delete cascade,
    account_id  text not null references account on delete cascade,
    notices     text not null check (notices in ('all', 'live', 'none')),
    followed_at timestamptz not null,
    primary key (channel_id, account_id)
);
create index follow_of_account on follow (account_id, followed_at desc, channel_id);

create table reminder (
    show_id        text not null references show on delete cascade,
    account_id     text not null references account on delete cascade,
    minutes_before int not null check (minutes_before in (15, 60, 1440)),
    made_at        timestamptz not null,
    primary key (show_id, account_id)
);
create index reminder_of_account on reminder (account_id);

-- Whose pages may hold a player: of a channel (no show), or of one show. Without a row any may, or as the channel says.
create table embed_rule (
    channel_id text not null references channel on delete cascade,
    show_id    text references show on delete cascade,
    origins    text[],                          -- such as {https://shop.example}; null: any
    unique nulls not distinct (channel_id, show_id)
);
create index embed_rule_of_show on embed_rule (show_id) where show_id is not null;

-- What is being told to everybody who wants to hear of it, and what was.
create table notice (
    id             bigint generated always as identity primary key,
    show_id        text not null references show on delete cascade,
    kind           text not null check (kind in ('changed', 'scheduled', 'moved', 'cancelled', 'live', 'reminder')),
    about          text not null,               -- which of this kind, so that none is begun twice
    due_at         timestamptz not null,
    latest_at      timestamptz,                 -- of a change that is waited for
    at             timestamptz,
    before         timestamptz,
    minutes_before int,
    reason         text,
    after_account  text not null default '',    -- who was told last
    turn           int not null default 0,      -- how often it had its turn
    done_at        timestamptz,
    unique (show_id, kind, about)
);
create index notice_due on notice (turn, id) where done_at is null;
create index notice_old on notice (done_at) where done_at is not null;

-- What time the followers were last told of.
create table notice_told (
    show_id   text primary key references show on delete cascade,
    starts_at timestamptz not null,
    open      boolean not null
);

-- Up to which of the shows' events all was read.
create table notice_reader (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
create index show_starting on show (starts_at) where deleted_at is null and phase in ('scheduled', 'open');
