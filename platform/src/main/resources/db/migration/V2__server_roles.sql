-- Who runs the server is told apart from who owns a channel.
alter table account drop constraint account_role_check;
update account set role = 'admin' where role = 'owner';
alter table account add constraint account_role_check check (role in ('admin', 'member'));
