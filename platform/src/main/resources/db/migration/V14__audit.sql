-- Who did what: found by who, by kind and by what it was done to, in a channel and on the whole server.
alter table deed add column kind text not null default '';   -- the deed's first word, such as key
alter table deed add column request text;                    -- its X-Request-Id
create index deed_of_actor on deed (actor, id);
create index deed_of_kind on deed (kind, id);
create index deed_of_subject on deed (subject, id);
create index deed_of_channel_actor on deed (channel_id, actor, id) where channel_id is not null;
create index deed_of_channel_kind on deed (channel_id, kind, id) where channel_id is not null;

-- An address that its account can take back is nobody else's until then.
create index account_token_of_kept on account_token (email) where purpose = 'undo';

-- Why it was written: an address gets so many of each in a time.
alter table letter add column reason text not null default 'asked';

-- Wrong codes within a day: five guesses at each of many codes would find one some day.
create table sign_in_wrong (
    email text primary key,
    tries int not null,
    until timestamptz not null
);
create index sign_in_wrong_by_end on sign_in_wrong (until);
