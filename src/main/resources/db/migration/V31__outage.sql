-- That the admins were told that Bursar had not read AWS for a day; gone once they were told that it works again.
create table sync_outage (
  single  boolean primary key default true check (single),
  since   timestamptz not null,
  told_at timestamptz not null
);
grant select, insert, delete on sync_outage to ${app};

comment on table outbox is 'Not in backups: what was to be sent must not be sent twice';
comment on table person_link is 'Not in backups: links that work once and end soon';
