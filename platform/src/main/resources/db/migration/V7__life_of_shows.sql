-- A show's whole life: doors, cancelling, when it starts and ends by itself.
alter table show add column doors_open_minutes smallint
    default 15 check (doors_open_minutes between 0 and 1440);         -- null: by hand only
alter table show add column start_on_time boolean not null default false;
alter table show add column end_after_hours smallint not null
    default 12 check (end_after_hours between 1 and 48);
alter table show add column opened_at timestamptz;                    -- null again when another time is set
alter table show add column cancelled_at timestamptz;
alter table show add column cancelled_reason text;

-- In UTC: what PostgreSQL computes by itself must not hang on a session's time zone.
alter table show add column doors_open_at timestamp generated always as (
    (starts_at at time zone 'UTC') - make_interval(mins => doors_open_minutes)) stored;
create index show_doors_due on show (doors_open_at)
    where deleted_at is null and phase = 'scheduled' and opened_at is null;
create index show_open on show (id) where deleted_at is null and phase = 'open';

-- What is past stands in the order in which it came to its end, the cancelled too.
drop index show_of_channel;
drop index show_public;
alter table show drop column list_key;
alter table show add column list_key numeric generated always as (
    case when phase in ('live', 'interrupted') then -extract(epoch from (started_at at time zone 'UTC'))
         when phase in ('draft', 'scheduled', 'open')
             then coalesce(extract(epoch from (starts_at at time zone 'UTC')), 99999999999)
         else -extract(epoch from (coalesce(ended_at, cancelled_at, created_at) at time zone 'UTC')) end) stored;
create index show_of_channel on show (channel_id, list_rank, list_key, id) where deleted_at is null;
create index show_public on show (list_rank, list_key, id)
    where deleted_at is null and visibility = 'public' and phase <> 'draft';

-- What happened to shows, in the order in which it was committed; written with what it tells, read by position.
create table show_event (
    number     bigint primary key,
    kind       text not null,                   -- such as show.live
    show_id    text not null,
    channel_id text not null,
    at         timestamptz not null,
    show       json not null,                   -- the show as it was then
    more       json not null
);
create index show_event_by_time on show_event (at);

-- The last number given. Whoever takes the next one holds this row until they commit.
create table show_event_last (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into show_event_last (number) values (0);

-- A show has several keys, by name. One of them is the first, which is replaced and never revoked.
alter table stream_key add column id text;
alter table stream_key add column name text;
alter table stream_key add column is_first boolean not null default true;
alter table stream_key add column addresses text[] not null default '{}';   -- CIDR; empty: from anywhere
alter table stream_key add column last_used_at timestamptz;
alter table stream_key add column last_used_protocol text;
alter table stream_key add column last_used_from text;
update stream_key set id = substr(encode(sha256(lookup), 'hex'), 1, 12), name = 'Main';
alter table stream_key alter column id set not null;
alter table stream_key alter column name set not null;
create unique index stream_key_by_id on stream_key (id);
drop index one_current_key;
create unique index one_first_key on stream_key (show_id) where retired_at is null and is_first;
