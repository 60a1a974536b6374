-- AWS's budgets that Bursar manages: which own budget each is, and what Bursar wrote of it last.
create table aws_managed_budget (
  budget_id  int primary key references budget,
  account    text not null check (account ~ '^[0-9]{12}$'),
  name       text not null check (length(name) between 1 and 100),
  adopted    boolean not null,                           -- made elsewhere, taken over as it was
  written    text,                                       -- what Bursar decides of it, as JSON with AWS's members; null: not there (yet)
  notices    text,                                       -- notifications with their subscribers, as JSON; null: not managed
  since      timestamptz not null,
  by_name    text not null,
  written_at timestamptz,
  unique (account, name)
);
grant select, insert, update, delete on aws_managed_budget to ${app};
