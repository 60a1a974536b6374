-- Costs also come from exports (FOCUS, CUR), line by line. An export's delivery holds a whole billing period of a billing
-- account and replaces the one before it; for the accounts in it what Cost Explorer says is kept aside.
create sequence cost_export_id as int;
grant usage on sequence cost_export_id to ${app};

create table cost_export (
  id              int primary key check (id > 0),      -- 0 stands for Cost Explorer in charges and slices
  provider        text not null,
  billing_account text not null,
  billing_month   date not null check (extract(day from billing_month) = 1),
  source          text not null,                       -- as people know it, such as the files' names
  format          text not null,
  fingerprint     bytea not null check (octet_length(fingerprint) = 32),
  lines           bigint not null,
  charges         bigint not null,
  tag_key         text not null,                       -- the tag whose values its charges have; '' while none names teams
  parts           int not null,                        -- how many of these the same files were
  imported_by     text not null,
  imported_at     timestamptz not null,
  unique (provider, billing_account, billing_month)
);
create table cost_export_sum (
  export_id      int not null references cost_export on delete cascade,
  currency       char(3) not null,
  billed_cost    numeric not null,
  effective_cost numeric not null,
  primary key (export_id, currency)
);
-- Whose costs of the billing period the export holds.
create table cost_export_account (
  export_id  int not null references cost_export on delete cascade,
  account_id int not null,
  primary key (export_id, account_id)
);
create table cost_export_tag (
  export_id int not null references cost_export on delete cascade,
  tag_key   text not null,
  primary key (export_id, tag_key)
);
grant select, insert, delete on cost_export, cost_export_sum, cost_export_account, cost_export_tag to ${app};
grant update (tag_key) on cost_export to ${app};

-- 1 account, 2 service, 3 record type, 4 tag value, 5 region, 6 usage type, 7 pricing category, 8 charge class, 9 commitment,
-- 10 resource, 11 all tags as JSON
alter table term drop constraint term_kind_check, add constraint term_kind_check check (kind between 1 and 11);

alter table charge
  add column export_id           int not null default 0,
  add column region_id           int,                  -- null, like those below, where the source doesn't say
  add column usage_type_id       int,
  add column pricing_category_id int,
  add column charge_class_id     int,
  add column commitment_id       int,
  add column resource_id         int,
  add column tags_id             int,
  add column list_cost           numeric,
  add column contracted_cost     numeric,
  alter column unblended_cost drop not null,           -- FOCUS has none of AWS's own costs
  alter column amortized_cost drop not null,
  alter column net_unblended_cost drop not null;

alter table charge_slice
  add column export_id int not null default 0,
  drop constraint charge_slice_pkey,
  add primary key (charge_day, account_id, export_id);
create index charge_slice_export on charge_slice (export_id) where export_id > 0;

-- What Cost Explorer says where an export holds the same: the sync goes on comparing with it, and so can people.
create table superseded_charge (like charge including defaults including constraints);
create index superseded_charge_day on superseded_charge (charge_day, account_id);
create table superseded_slice (like charge_slice including all);
grant select, insert, update, delete on superseded_charge, superseded_slice to ${app};

create view cost_explorer_charge as
  select charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency, billed_cost,
         effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit
    from charge where export_id = 0
  union all
  select charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency, billed_cost,
         effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit
    from superseded_charge;
create view cost_explorer_slice as
  select charge_day, account_id, content_hash, finality from charge_slice where export_id = 0
  union all
  select charge_day, account_id, content_hash, finality from superseded_slice;
grant select on cost_explorer_charge, cost_explorer_slice to ${app};

-- The month's partition is made beside the table and attached to it: that waits for nobody who reads or writes other months.
create or replace function ensure_charge_partition(month date) returns text
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
    if to_regclass('public.' || name) is null then
      execute format('create table %I (like charge including defaults including constraints)', name);
      execute format('create index %I on %I using brin (charge_day) with (pages_per_range = 16, autosummarize = on)',
                     name || '_day', name);
      execute format('grant select, insert, update, delete on %I to ${app}', name);
      execute format('alter table charge attach partition %I for values from (%L) to (%L)',
                     name, first_day, (first_day + interval '1 month')::date);
    end if;
  end if;
  return name;
end $$;
