-- Since when who runs the server shuts somebody out.
alter table account add column disabled_at timestamptz;

-- The admins' lists: the latest first, and by how an address, a handle or a name begins.
create index account_latest on account (created_at, id) where deleted_at is null;
create index account_by_email_start on account (email text_pattern_ops) where deleted_at is null;
create index account_by_name_start on account (lower(name) text_pattern_ops) where deleted_at is null;
create index account_admin on account (id) where role = 'admin';
create index channel_latest on channel (created_at, id) where deleted_at is null;
create index channel_by_handle_start on channel (handle text_pattern_ops) where deleted_at is null;
create index channel_by_name_start on channel (lower(name) text_pattern_ops) where deleted_at is null;
