-- The days of an anomaly as they were told. They are judged anew only if what was charged of them changes.
-- Of anomalies from before there are none: the next look fills them from their sums and from charges.
create table anomaly_day (
  anomaly_id bigint not null references anomaly on delete cascade,
  day        date not null,
  expected   numeric not null,
  actual     numeric not null,  -- as far as it belongs to this anomaly
  charged    numeric not null,  -- all that charges of its kind came to that day
  whole      boolean not null,  -- whether all costs of the day had arrived
  primary key (anomaly_id, day)
);
grant select, insert, delete on anomaly_day to ${app};

alter table anomaly
  add column names text[] not null default '{}', -- that its service has in charges
  add column restated_from date,                 -- the first day of those whose costs changed after they were told
  add column restated_to   date,                 -- the day after the last
  add column restated_by   numeric,              -- by which they cost more
  add column restated_at   timestamptz,
  add check ((restated_at is null) = (restated_from is null) and (restated_at is null) = (restated_to is null)
    and (restated_at is null) = (restated_by is null));
update anomaly set names = array[service];
alter table anomaly alter column names drop default;

-- A fee and a jump of a service may begin on one day.
alter table anomaly drop constraint anomaly_team_id_account_service_currency_first_day_key;
create unique index anomaly_once on anomaly (team_id, account, service, currency, first_day, (kind = 'FEE'));

-- what was decided before is decided again, so that its days are kept
update anomaly_look set seen = '', done = false;
