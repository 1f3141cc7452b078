-- People who came by themselves: with a password, or without one by a code or another site's word.
alter table account alter column password_hash drop not null;
alter table account add column verified_at timestamptz;     -- when the address was proved to be theirs
alter table account add column language text;               -- such as en; null: the browser's
alter table account add column time_zone text;              -- such as Europe/Dublin; null: the browser's
alter table account add column avatar text;                 -- content hash
alter table account add column deleted_at timestamptz;
update account set verified_at = created_at;

-- Letters on their way. What they say is sealed, and gone once they are: a link in a letter opens an account.
create table letter (
    id          text primary key,
    recipient   bytea not null,                 -- HMAC of the address, to count by
    sealed      bytea not null,
    created_at  timestamptz not null,
    next_try_at timestamptz,                    -- null once sent or given up
    tries       int not null default 0,
    unsure      int not null default 0,         -- tries since the last one whose end is known
    sent_at     timestamptz,
    given_up_at timestamptz,
    problem     text                            -- why the latest try failed; never an address
);
create index letter_due on letter (next_try_at) where next_try_at is not null;
create index letter_latest on letter (created_at, id);
create index letter_of_recipient on letter (recipient, created_at);

-- What a letter's link proves or does, found by the SHA-256 of its token.
create table account_token (
    token_hash    bytea primary key,
    account_id    text not null references account on delete cascade,
    purpose       text not null check (purpose in ('verify', 'reset', 'email')),
    email         text not null,                -- the address that it went to
    name          text,                         -- verify: what the person wants to be called
    password_hash text,                         -- verify: what the person chose
    created_at    timestamptz not null,
    expires_at    timestamptz not null
);
create index account_token_of_account on account_token (account_id, purpose);
create index account_token_by_expiry on account_token (expires_at);

-- The six digits that went to an address; a new one takes the place of the one before.
create table sign_in_code (
    email      text primary key,
    code_hash  bytea not null,                  -- HMAC: six digits alone would be found by trying all
    tries      int not null default 0,
    expires_at timestamptz not null
);
create index sign_in_code_by_expiry on sign_in_code (expires_at);

-- Who did what.
create table deed (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    actor      text not null,                   -- such as person:k3v9q0x7m2ab
    deed       text not null,                   -- such as channel.create
    subject    text not null,
    channel_id text,                            -- null: of the server
    detail     text not null,
    address    text
);
create index deed_of_channel on deed (channel_id, id) where channel_id is not null;
create index deed_by_time on deed (at);
