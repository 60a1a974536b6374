-- Charges are replaced by whole slices (account, day); rollups always equal the sums of their charges.

-- The texts of dimensions, each stored once. Texts may be 10,000 characters long: their hash is the key.
create table term (
  id    int generated always as identity primary key,
  kind  smallint not null check (kind between 1 and 4),   -- 1 account, 2 service, 3 record type, 4 tag value
  value text not null,
  hash  bytea not null check (octet_length(hash) = 32),   -- SHA-256 of the text in UTF-8
  unique (kind, hash)
);

-- Ownership rules: ordered, effective-dated, first match wins. team_id 0 is not allowed: no rule means Unallocated.
create table ownership_rule (
  id         int generated always as identity primary key,
  position   int not null,
  team_id    int not null references team (id),
  tag_values text[],                        -- exact texts; null: any, untagged included
  any_case   boolean not null default false,
  accounts   text[],
  services   text[],
  valid_from date not null default '2000-01-01',
  valid_to   date,
  version    int not null default 0,
  check (tag_values is not null or accounts is not null or services is not null),
  check (tag_values is null or cardinality(tag_values) > 0),
  check (accounts is null or cardinality(accounts) > 0),
  check (services is null or cardinality(services) > 0),
  check (valid_to is null or valid_from < valid_to),
  exclude (position with =) where (valid_to is null) deferrable initially deferred
);

create table charge (
  charge_day       date not null,
  account_id       int not null,
  service_id       int not null,
  record_type_id   int not null,
  tag_value_id     int not null,
  team_id          int not null,
  rule_id          int not null,
  currency         char(3) not null,
  billed_cost      numeric not null,
  effective_cost   numeric not null,        -- AWS: NetAmortizedCost
  unblended_cost   numeric not null,
  amortized_cost   numeric not null,
  net_unblended_cost numeric not null,
  usage_quantity   numeric,
  usage_unit       text
) partition by range (charge_day);

-- A slice is one account's charges of one day: what they came from and how final they are.
create table charge_slice (
  charge_day   date not null,
  account_id   int not null,
  source       text not null,
  run_id       bigint not null,
  observed_at  timestamptz not null,
  finality     text not null check (finality in ('estimated', 'settled', 'invoiced', 'restated')),
  content_hash bytea not null,
  charges      int not null,
  primary key (charge_day, account_id)
);
create index charge_slice_account on charge_slice (account_id, charge_day);
create index charge_slice_estimated on charge_slice (charge_day) where finality = 'estimated';

create table spend_by_service (
  charge_day date not null, team_id int not null, service_id int not null, record_type_id int not null,
  currency char(3) not null, billed_cost numeric not null, effective_cost numeric not null,
  primary key (charge_day, team_id, service_id, record_type_id, currency)
);
create table spend_by_account (
  charge_day date not null, team_id int not null, account_id int not null, record_type_id int not null,
  currency char(3) not null, billed_cost numeric not null, effective_cost numeric not null
);
create index spend_by_account_day on spend_by_account using brin (charge_day) with (pages_per_range = 16, autosummarize = on);
create table spend_by_month (
  charge_month date not null check (extract(day from charge_month) = 1), team_id int not null, account_id int not null,
  currency char(3) not null, billed_cost numeric not null, effective_cost numeric not null,
  primary key (charge_month, team_id, account_id, currency)
);

-- What the probes last answered for a period, as accepted after its slices were replaced.
create table cost_probe (
  payer       text not null,
  probe       text not null check (probe in ('account-record-type', 'tag-service')),
  granularity text not null check (granularity in ('DAILY', 'MONTHLY')),
  period      date not null,
  answer      bytea not null,
  observed_at timestamptz not null,
  primary key (payer, probe, granularity, period)
);

-- A run's paid answers until its slices are replaced, so that a killed run resumes without paying again.
create table cost_fetch (
  run_id bigint not null,
  name   text not null,
  pages  int not null,
  answer bytea not null,
  primary key (run_id, name)
);

create table cost_forecast (
  payer       text not null,
  asked_on    date not null,
  period      date not null,
  currency    char(3) not null,
  metric      text not null,
  mean        numeric not null,
  lower_bound numeric,
  upper_bound numeric,
  primary key (payer, asked_on, metric, period)
);

-- Which rules the stored charges were last given owners by.
create table ownership_applied (
  single      boolean primary key default true check (single),
  fingerprint bytea not null,
  applied_at  timestamptz not null
);
grant select, insert, update on ownership_applied to ${app};

-- Makes the month's partition and returns its name; the app may call it but owns nothing. Rows lie by day as they were
-- loaded, so a block range index finds a day; a B-tree would cost half as much again as the rows.
create function ensure_charge_partition(month date) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first_day date := date_trunc('month', month);
  name text := 'charge_' || to_char(first_day, 'YYYY_MM');
begin
  if first_day not between '2000-01-01' and '2199-12-01' then
    raise exception 'no charges are kept for %', first_day;
  end if;
  if to_regclass('public.' || name) is null then
    perform pg_advisory_xact_lock(hashtext('ensure_charge_partition'));
    execute format('create table if not exists %I partition of charge for values from (%L) to (%L)',
                   name, first_day, (first_day + interval '1 month')::date);
    execute format('create index if not exists %I on %I using brin (charge_day) with (pages_per_range = 16, autosummarize = on)',
                   name || '_day', name);
    execute format('grant select, insert, update, delete on %I to ${app}', name);
  end if;
  return name;
end $$;
revoke all on function ensure_charge_partition from public;
grant execute on function ensure_charge_partition to ${app};

grant select, insert on term to ${app};
grant select, insert, update, delete on ownership_rule, charge, charge_slice, spend_by_service, spend_by_account,
  spend_by_month, cost_probe, cost_fetch to ${app};
grant select, insert on cost_forecast to ${app};
