-- Every resource of every place that is read. A place is an account and Region; each source reads it by itself.
create table resource (
  id            bigint generated always as identity primary key,
  arn           text not null check (length(arn) between 1 and 2048),
  arn_hash      bytea not null unique check (octet_length(arn_hash) = 32),   -- SHA-256 of the ARN in UTF-8
  account       text not null,
  region        text not null,
  type          text not null,                       -- as Resource Explorer names it, such as ec2:instance; other
  name          text not null,                       -- what the ARN says behind the type
  tags          text not null,                       -- all of them, as a JSON object
  made_by       text,                                -- the AWS service that made it; null: people did
  read_account  text not null,                       -- the place that it was last read from
  read_region   text not null,
  tagging_seen  timestamptz,                         -- by the Resource Groups Tagging API; null: not in its last whole answer
  explorer_seen timestamptz,                         -- by Resource Explorer; null: not in its last whole answer
  first_seen    timestamptz not null,
  last_seen     timestamptz not null,
  gone_at       timestamptz,
  team_id       int not null default 0,              -- the owner; 0: nobody
  owner_by      text not null default 'nobody' check (owner_by in ('costs', 'rules', 'nobody')),
  cost_known    boolean not null default false,      -- whether an export covers its account
  has_cost      boolean not null default false,      -- whether it has charges on the latest 30 days
  check ((gone_at is null) = (tagging_seen is not null or explorer_seen is not null)),
  check ((team_id = 0) = (owner_by = 'nobody'))
);
create index resource_place on resource (read_account, read_region);
create index resource_account on resource (account);

-- When a place was last read, by source.
create table inventory_reading (
  account   text not null,
  region    text not null,
  source    text not null check (source in ('tagging', 'resource-explorer')),
  run_id    bigint not null,
  read_at   timestamptz not null,
  complete  boolean not null,
  resources int not null,
  primary key (account, region, source)
);

-- What resources cost, from exports: on the latest 30 days, and by month.
create table resource_cost (
  resource_id    bigint not null references resource on delete cascade,
  span           text not null check (span in ('days', 'month')),
  first_day      date not null,
  currency       char(3) not null,
  team_id        int not null,
  effective_cost numeric not null,
  primary key (resource_id, span, first_day, currency, team_id)
);
-- Which days the costs are of, and what they were worked out from.
create table resource_cost_state (
  single      boolean primary key default true check (single),
  first_day   date,                                  -- null while no export names resources
  last_day    date,
  fingerprint text not null,
  joined_at   timestamptz not null,
  check ((first_day is null) = (last_day is null))
);
-- Costs of the latest 30 days whose resources are not in the inventory.
create table resource_cost_elsewhere (
  account        text not null,
  currency       char(3) not null,
  effective_cost numeric not null,
  resources      int not null,
  primary key (account, currency)
);
grant select, insert, update, delete on resource, inventory_reading, resource_cost, resource_cost_state, resource_cost_elsewhere to ${app};
