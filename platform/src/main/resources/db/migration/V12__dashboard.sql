-- Who invited: told to whoever is invited.
alter table invitation add column inviter_id text references account on delete set null;
create index invitation_by_inviter on invitation (inviter_id) where inviter_id is not null;

-- What a channel says about itself, and what its shows begin with.
alter table channel add column description text not null default '';
alter table channel add column time_zone text;
alter table channel add column language text;

-- A channel's shows by the beginnings of words of their titles. The channel stands among the words, so that one index
-- finds both at once. Punctuation is taken out by hand: what a database takes for a letter hangs on its locale.
create index show_by_words on show using gin (
    (array_to_tsvector(array['#' || channel_id])
        || to_tsvector('simple'::regconfig, regexp_replace(title, '[!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'))))
    where deleted_at is null;

-- A channel's calendar: when shows are planned, or else when they began.
create index show_in_calendar on show (channel_id, coalesce(starts_at, started_at))
    where deleted_at is null;
