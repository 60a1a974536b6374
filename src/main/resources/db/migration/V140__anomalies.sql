-- A cost above what was expected, of a team's service; where nobody owns it, of an account's. It goes on in one row while it lasts.
create table anomaly (
  id            bigint generated always as identity primary key,
  team_id       int not null,             -- 0: Unallocated
  account       text not null check ((account = '') = (team_id <> 0)),
  service       text not null,
  currency      char(3) not null,
  kind          text not null check (kind in ('JUMP', 'FEE', 'NEW_SERVICE', 'SLOW_CLIMB')),
  first_day     date not null,
  end_day       date not null check (end_day > first_day), -- the day after the last
  lasts         boolean not null,                          -- whether it still went on on the last whole day
  expected      numeric not null,                          -- of all its days
  actual        numeric not null,
  decided_at    timestamptz not null,
  told          boolean not null,       -- false for what was over when it was found, and for what comes again as rated before
  gone          boolean not null,       -- AWS has since changed the costs, and it isn't one any more
  rating        text check (rating in ('EXPECTED', 'PLANNED', 'MISTAKE', 'FIXED')),
  planned_until date,
  note          text check (length(note) <= 500),
  rated_at      timestamptz,
  rated_by      int references person,
  reopened_at   timestamptz,            -- it goes on past what its rating says
  version       int not null default 0,
  unique (team_id, account, service, currency, first_day),
  check ((rating is null) = (rated_at is null) and (rating is null) = (rated_by is null)),
  check ((planned_until is not null) = (rating is not distinct from 'PLANNED')),
  check (note is null or rating is not null),
  check (reopened_at is null or rating in ('PLANNED', 'FIXED'))
);

-- What the last look saw of costs.
create table anomaly_look (
  single boolean primary key default true check (single),
  seen   text not null,
  until  date, -- the day after the last whole one that was decided on; null before any was
  done   boolean not null
);

-- From what an excess counts, of teams that have other bounds than all.
create table anomaly_bound (
  team_id     int primary key, -- 0: Unallocated
  least_a_day numeric not null check (least_a_day > 0),
  least_share numeric not null check (least_share > 0)
);

grant select, insert, update on anomaly, anomaly_look to ${app};
grant select, insert, update, delete on anomaly_bound to ${app};
