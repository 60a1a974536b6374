-- Savings Plans of the account that Bursar's credentials belong to, as AWS described them last. One that AWS no longer lists stays, because it
-- did begin and end.
create table savings_plan (
  arn       text primary key check (length(arn) between 1 and 2048),
  plan_type text not null,
  state     text not null,
  starts_at timestamptz not null,
  ends_at   timestamptz not null,
  seen_at   timestamptz not null,
  check (starts_at < ends_at)
);
-- How the last runs went.
create table savings_plan_reading (
  single     boolean primary key default true check (single),
  read_at    timestamptz,                              -- null before they were read
  refused_at timestamptz,                              -- when the last run was refused; null where it read them
  problem    text,
  what_to_do text
);
grant select, insert, update, delete on savings_plan, savings_plan_reading to ${app};
