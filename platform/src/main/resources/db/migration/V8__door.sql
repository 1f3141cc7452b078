-- Who may watch: what stands beside a show's visibility. Without a row a show has no password.
create table show_door (
    show_id       text primary key references show on delete cascade,
    password_hash text not null,                -- PHC string, argon2id
    changed_at    timestamptz not null
);

-- A link that lets people in. Only the SHA-256 of its token is here.
create table show_invitation (
    id         text primary key,
    show_id    text not null references show on delete cascade,
    label      text not null,
    token_hash bytea not null unique,
    most_uses  integer,                         -- null: as many as come
    uses       integer not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz                      -- of the link, not of those who came by it
);
create index show_invitation_of_show on show_invitation (show_id, created_at desc, id);

-- A pass that a brand made for one of its own users. The token is not here: it is signed, and told once.
create table show_pass (
    number     bigint generated always as identity primary key,
    id         text not null unique,
    show_id    text not null references show on delete cascade,
    user_id    text not null,
    name       text,
    avatar_url text,
    standing   text not null check (standing in ('viewer', 'guest', 'moderator')),
    single_use boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    client     text,                            -- who used a single-use one first, as a hash
    used_at    timestamptz
);
create index show_pass_of_show on show_pass (show_id, number desc);
create index show_pass_of_user on show_pass (show_id, user_id);
create index show_pass_by_expiry on show_pass (expires_at);

-- Somebody who was let in by a password, an invitation or a pass, and may come again: an account, or a browser by the
-- hash of its cookie.
create table show_seat (
    id         text primary key,
    show_id    text not null references show on delete cascade,
    holder     text not null,                   -- account:<id> or guest:<hash>
    ground     text not null check (ground in ('password', 'invitation', 'brand')),
    source     text not null,                   -- the invitation's or the pass's id; empty for a password
    standing   text not null,
    viewer     text not null,                   -- who they are in passes
    created_at timestamptz not null,
    expires_at timestamptz not null,
    unique (show_id, holder, ground, source)
);
create index show_seat_by_source on show_seat (source) where source <> '';
create index show_seat_by_holder on show_seat (holder);
create index show_seat_by_expiry on show_seat (expires_at);

-- What was taken back, in an order that no clock can change: a pass knows the newest number of when it was asked for, and a
-- newer one that names it ends it. Kept as long as any pass could live.
create table revocation (
    number     bigint generated always as identity primary key,
    key        text not null,
    until      timestamptz not null
);
create index revocation_by_end on revocation (until);
