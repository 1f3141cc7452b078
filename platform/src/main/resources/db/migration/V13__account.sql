-- Whether anybody still has a picture, before its files are thrown away.
create index account_by_avatar on account (avatar) where avatar is not null;

-- A change of address is taken back by a link to the address before.
alter table account_token drop constraint account_token_purpose_check;
alter table account_token add constraint account_token_purpose_check
    check (purpose in ('verify', 'reset', 'email', 'undo'));
