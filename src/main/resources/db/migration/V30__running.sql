-- Lets a node tell whether its database has the schema it needs.
grant select on flyway_schema_history to ${app};

-- A table whose comment begins with "Not in backups" is left out of them (dev.bursar.database.Backup); one with "Begins with one
-- row" counts as empty with the row that its migration made.
comment on table scheduled_tasks is 'Not in backups: jobs become due by themselves, and what was to be sent must not be sent twice';
comment on table sync_lease is 'Not in backups: who runs which job now';
comment on table sign_in_throttle is 'Not in backups: failed sign-ins of the last minutes';
comment on table first_admin is 'Not in backups: a link that is good for 30 minutes';
