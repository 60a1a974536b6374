-- A log file that could not be read to its end is read again once it has been replaced under its name.
alter table trail_file add column tag        text not null default '';  -- another one for other bytes; '': not known
alter table trail_file add column skipped    bigint not null default 0; -- records of it that are not kept
alter table trail_file add column checked_at timestamptz;               -- when it was last looked whether it was replaced
update trail_file set checked_at = read_at;
alter table trail_file alter column checked_at set not null;

-- Files are no records: they are counted by their days.
delete from trail_skipped where reason = 'FILE';
