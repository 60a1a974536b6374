-- The budgets that exist in AWS, as they were read last: replaced as a whole by each run.
create table aws_budget (
  name            text primary key check (name <> '' and length(name) <= 100),
  position        int not null unique,       -- as AWS lists them
  budget_type     text not null,             -- AWS's words, those that are new too
  time_unit       text not null,
  starts_at       timestamptz,
  ends_at         timestamptz,               -- null: no end
  limit_amount    numeric,                   -- of the current period; the unit is a currency, or what usage is counted in
  limit_unit      text,
  planned         text not null,             -- limits by the start of their period, as JSON
  adjusts         text,                      -- where AWS moves the limit by itself
  filter          text not null,             -- JSON
  actual_amount   numeric,                   -- may be negative: credits
  actual_unit     text,
  forecast_amount numeric,
  forecast_unit   text,
  updated_at      timestamptz,               -- when AWS calculated them
  health          text,
  health_reason   text,
  notices_read    boolean not null,          -- whether AWS let us list its notifications
  raw             text not null,             -- the answer's JSON, for a change that must lose no member
  check ((limit_amount is null) = (limit_unit is null)),
  check ((actual_amount is null) = (actual_unit is null)),
  check ((forecast_amount is null) = (forecast_unit is null))
);
create table aws_budget_notification (
  budget         text not null references aws_budget on delete cascade,
  position       int not null,
  notice_type    text not null,
  operator       text not null,
  threshold      numeric not null,           -- decimals: 87.5
  threshold_type text not null,
  state          text,
  subscribers    int check (subscribers >= 0),   -- null: not known
  primary key (budget, position)
);
-- When they were read last, and why the last run could not: one row, from the first run on.
create table aws_budget_reading (
  single     boolean primary key default true check (single),
  read_at    timestamptz,
  refused_at timestamptz,
  problem    text,
  what_to_do text,
  check ((refused_at is null) = (problem is null) and (refused_at is null) = (what_to_do is null))
);

grant select, insert, delete on aws_budget, aws_budget_notification to ${app};
grant select, insert, update on aws_budget_reading to ${app};
