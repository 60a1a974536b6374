-- Own budgets: whose costs, how long a period is, and who is told. What holds is kept by period, so that the past stays what it was.
create table budget (
  id            int generated always as identity primary key,
  scope         text not null check (scope in ('team', 'department', 'everything', 'unallocated')),
  team_id       int references team,
  department_id int references department,
  cadence       text not null check (cadence in ('MONTH', 'QUARTER', 'YEAR')),
  year_start    int not null check (year_start between 1 and 12),   -- the first month of its fiscal years
  currency      char(3) not null,
  tell_leads    boolean not null,
  ended_on      date check (extract(day from ended_on) = 1),        -- the first day of the period from which it is no more
  version       int not null default 1,
  check ((team_id is not null) = (scope = 'team')),
  check ((department_id is not null) = (scope = 'department'))
);
-- two budgets of one scope and cadence would alert twice
create unique index budget_present on budget (scope, coalesce(team_id, 0), coalesce(department_id, 0), cadence) where ended_on is null;

-- The limit from a period on, until another row says otherwise.
create table budget_limit (
  budget_id int not null references budget,
  period    date not null check (extract(day from period) = 1),
  amount    numeric not null check (amount > 0),
  primary key (budget_id, period)
);

-- Which costs count from a period on.
create table budget_basis (
  budget_id       int not null references budget,
  period          date not null check (extract(day from period) = 1),
  cost            text not null check (cost in ('EFFECTIVE', 'BILLED')),
  without         text[] not null,
  without_support boolean not null,
  primary key (budget_id, period)
);

create table budget_threshold (
  budget_id int not null references budget,
  kind      text not null check (kind in ('ACTUAL', 'PROJECTED')),
  percent   int not null check (percent between 1 and 1000),
  primary key (budget_id, kind, percent)
);

create table budget_person (
  budget_id int not null references budget,
  person_id int not null references person,
  primary key (budget_id, person_id)
);

-- A threshold that was passed: decided once, by whichever node inserts it first.
create table budget_alert (
  id              bigint generated always as identity primary key,
  budget_id       int not null references budget,
  period          date not null,
  kind            text not null check (kind in ('ACTUAL', 'PROJECTED')),
  percent         int not null check (percent between 1 and 1000),
  decided_at      timestamptz not null,
  amount          numeric not null,          -- spent or projected when it was decided
  limit_then      numeric not null check (limit_then > 0),
  told            boolean not null,          -- false for what was passed already when the budget was made or changed
  moved           text,                      -- what moved it, in words
  restated_to     numeric,                   -- spent or projected, where that is below the threshold again
  acknowledged_at timestamptz,
  acknowledged_by int references person,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  unique (budget_id, period, kind, percent)
);

-- What the last look at the budgets saw of costs and budgets.
create table budget_look (
  single boolean primary key default true check (single),
  seen   text not null
);

create table budget_setting (
  single     boolean primary key default true check (single),
  year_start int not null check (year_start between 1 and 12)
);

grant select, insert, update on budget, budget_alert, budget_look, budget_setting to ${app};
grant select, insert, update, delete on budget_limit, budget_basis, budget_threshold, budget_person to ${app};
