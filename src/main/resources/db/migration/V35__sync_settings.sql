-- What an admin has set about reading from AWS; null, or no row, is as the environment or Bursar itself says. One version
-- over all three tables, so that nobody overwrites what they have not seen.
create table sync_settings (
  single              boolean primary key default true check (single),
  daily_cap_usd       numeric(12, 2) check (daily_cap_usd >= 0),
  monthly_cap_usd     numeric(12, 2) check (monthly_cap_usd >= 0),
  requests_per_second int check (requests_per_second between 1 and 50),
  changed_by          text,
  changed_at          timestamptz,
  version             int not null default 0,
  check ((changed_by is null) = (changed_at is null))
);
comment on table sync_settings is 'Begins with one row';
insert into sync_settings default values;

create table sync_schedule (
  job         text primary key check (job <> '' and length(job) <= 100),
  every_hours smallint not null check (every_hours in (1, 2, 3, 4, 6, 8, 12, 24)),
  first_hour  smallint not null check (first_hour >= 0 and first_hour < every_hours)
);

-- How many months before the current one are kept; no row: all.
create table retention (
  kept   text primary key check (kept <> '' and length(kept) <= 100),
  months int not null check (months between 1 and 1200)
);

grant select, update on sync_settings to ${app};
grant select, insert, update, delete on sync_schedule, retention to ${app};
grant delete on sync_run to ${app};
