-- Who may watch a channel's new shows, as far as nothing else is said of them.
alter table channel add column default_visibility text not null default 'public'
    check (default_visibility in ('public', 'unlisted', 'private'));
