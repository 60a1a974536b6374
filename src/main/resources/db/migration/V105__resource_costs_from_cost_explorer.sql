-- What resources of SageMaker and EC2 cost by Cost Explorer, where no export names resources. It is paid for, so it is off until an admin
-- turns it on. Without a row it is off.
create table ml_resource_cost_state (
  single      boolean primary key default true check (single),
  enabled     boolean not null,
  set_by      text,
  set_at      timestamptz,
  problem     text not null default '',                -- of the last run; '' where there was none
  what_to_do  text not null default '',
  tried_at    timestamptz                              -- null before the first run that asked
);

-- The days that were read; reading one again replaces all of it.
create table ml_resource_cost_day (
  day     date primary key,
  read_at timestamptz not null
);
create table ml_resource_cost (
  day            date not null references ml_resource_cost_day on delete cascade,
  resource       text not null,
  usage_type     text not null,
  currency       char(3) not null,
  effective_cost numeric not null,
  usage          numeric,                              -- null where AWS mixes units
  usage_unit     text,
  primary key (day, resource, usage_type, currency)
);
grant select, insert, update, delete on ml_resource_cost_state, ml_resource_cost_day, ml_resource_cost to ${app};

alter table ml_finding drop constraint ml_finding_cost_source_check;
alter table ml_finding add constraint ml_finding_cost_source_check
  check (cost_source in ('export', 'cost_explorer', 'list', 'unknown'));
-- Where the costs of all workloads are from.
alter table ml_judged add column cost_source text not null default 'export' check (cost_source in ('export', 'cost_explorer'));
