-- A channel's page lists what anybody may see of it.
create index show_public_of_channel on show (channel_id, list_rank, list_key, id)
    where deleted_at is null and visibility = 'public' and phase <> 'draft';

-- Calendars of a channel.
create index show_dated_of_channel on show (channel_id, starts_at, id)
    where deleted_at is null and visibility = 'public' and phase <> 'draft';
