-- A cut is an immutable copy of a billing month's charges, at the grain that statements open into. Charges know nothing of it. Nobody
-- updates a cut: while it is a draft, a newer one takes its place.
create table chargeback_cut (
  id             bigint generated always as identity primary key,
  billing_month  date not null unique check (extract(day from billing_month) = 1),
  fingerprint    bytea not null check (octet_length(fingerprint) = 32),  -- of what its charges were when it was made
  made_at        timestamptz not null,
  observed_at    timestamptz not null,                                   -- when its newest costs were read
  charges        bigint not null,
  estimated      int not null,                                           -- days that AWS may still change
  estimated_from date,
  estimated_to   date,
  from_exports   boolean not null,
  from_cost_explorer boolean not null,
  check ((estimated = 0) = (estimated_from is null) and (estimated_from is null) = (estimated_to is null))
);
create table chargeback_cut_line (
  cut_id          bigint not null references chargeback_cut on delete cascade,
  team_id         int not null,              -- 0: Unallocated
  rule_id         int not null,
  account_id      int not null,
  service_id      int not null,
  record_type_id  int not null,
  tag_value_id    int not null,
  charge_category text not null check (charge_category in ('USAGE', 'PURCHASE', 'TAX', 'CREDIT', 'ADJUSTMENT')),
  charge_kind     text not null check (charge_kind in ('USAGE', 'COVERED_USAGE', 'UNUSED_COMMITMENT', 'COMMITMENT_FEE', 'SUPPORT',
                                                       'TAX', 'CREDIT', 'OTHER')),
  correction      boolean not null,          -- FOCUS's ChargeClass
  charge_month    date not null,             -- of the charges' days, which may lie in other months
  currency        char(3) not null,
  billed_cost     numeric not null,
  effective_cost  numeric not null,
  unused_cost     numeric not null,          -- the part of a commitment fee's BilledCost that nothing used
  charges         bigint not null
);
create index chargeback_cut_line_team on chargeback_cut_line (cut_id, team_id);

-- Why a month has no cut of its newest charges, until it has one.
create table chargeback_cut_failure (
  billing_month date primary key,
  failed_at     timestamptz not null,
  fingerprint   bytea not null,
  problem       text not null
);
-- Which charges all cuts were last looked at for.
create table chargeback_cut_watch (
  single  boolean primary key default true check (single),
  version text not null,
  done    boolean not null
);
grant select, insert, delete on chargeback_cut, chargeback_cut_line to ${app};
grant select, insert, update, delete on chargeback_cut_failure, chargeback_cut_watch to ${app};

-- A pool takes charges out of a month and splits them over teams. What it takes and how it splits hold from a month on.
create table shared_pool (
  id      int generated always as identity primary key,
  version int not null default 0
);
create table shared_pool_terms (
  pool_id      int not null references shared_pool,
  from_month   date not null check (extract(day from from_month) = 1),
  ended        boolean not null,
  name         text not null check (name <> '' and length(name) <= 100),
  position     numeric not null,             -- pools take their charges in this order
  kind         text not null check (kind in ('ANY', 'COMMITMENT_FEES', 'UNUSED_COMMITMENT', 'SUPPORT', 'TAX')),
  record_types text[] not null,              -- empty: any
  services     text[] not null,
  accounts     text[] not null,
  unallocated  boolean not null,             -- only what no team owns
  split        text not null check (split in ('EVEN', 'FIXED', 'USAGE', 'COVERED_USAGE', 'DIRECT', 'SERVICES')),
  by_services  text[] not null check ((split = 'SERVICES') = (cardinality(by_services) > 0)),
  left_out     int[] not null,               -- teams
  share_teams  int[] not null,
  shares       numeric[] not null,           -- percent
  primary key (pool_id, from_month),
  check (kind <> 'ANY' or unallocated or cardinality(record_types) + cardinality(services) + cardinality(accounts) > 0),
  check (cardinality(share_teams) = cardinality(shares) and (split = 'FIXED') = (cardinality(shares) > 0))
);
grant select, insert, update on shared_pool to ${app};
grant select, insert, update, delete on shared_pool_terms to ${app};

-- Months whose statements leads can see.
create table chargeback_shown (
  billing_month date primary key check (extract(day from billing_month) = 1),
  shown_at      timestamptz not null,
  shown_by      text not null
);
grant select, insert, delete on chargeback_shown to ${app};

-- Statements are also PDF documents.
alter table export_job drop constraint export_job_format_check,
  add constraint export_job_format_check check (format in ('CSV', 'XLSX', 'PDF', 'ZIP'));
