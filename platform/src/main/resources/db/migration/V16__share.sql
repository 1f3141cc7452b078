-- Who may watch a channel's new shows, as far as nothing else is said of them.
alter table channel add column default_visibility text not null default 'public'
    check (default_visibility in ('public', 'unlisted', 'private'));

-- Somebody's reminders, the latest first.
drop index reminder_of_account;
create index reminder_of_account on reminder (account_id, made_at desc, show_id);
