-- Null: they came by a site that tells no address, and have not said one.
alter table account alter column email drop not null;

-- What an account's owner tells sessions apart by.
alter table session add column id text not null default substr(md5(gen_random_uuid()::text), 1, 12);
alter table session add column user_agent text;
alter table session add column address text;
alter table session add column proved_at timestamptz;      -- when they proved again who they are; null: at created_at
create unique index session_by_id on session (id);

-- Who vouches for whom. A subject is somebody else at another issuer.
create table identity (
    id         text primary key,
    account_id text not null references account on delete cascade,
    provider   text not null,                   -- its key when they came, such as google
    issuer     text not null,
    subject    text not null,
    label      text not null,                   -- what they recognise it by
    created_at timestamptz not null,
    used_at    timestamptz not null,
    unique (issuer, subject)
);
create index identity_of_account on identity (account_id, created_at);

-- Providers that were switched on in the pages; those of the settings are not here.
create table sign_in_provider (
    key           text primary key,
    kind          text not null check (kind in ('openid', 'facebook', 'x')),
    name          text not null,
    issuer        text,                         -- of openid alone
    client_id     text not null,
    sealed_secret bytea not null,
    changed_at    timestamptz not null
);

-- Ways back that were taken once: the same one leads nowhere.
create table used_attempt (
    state_hash bytea primary key,
    expires_at timestamptz not null
);
create index used_attempt_by_expiry on used_attempt (expires_at);
