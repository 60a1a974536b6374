-- How Bursar reads member accounts: by a role in each of them, once an admin has turned it on.
create table reach_settings (
  single           boolean primary key default true check (single),
  enabled          boolean not null default false,
  role_name        text not null default 'BursarReader'
                   check (length(role_name) <= 64 and role_name ~ '^[A-Za-z0-9_+=,.@-]+$'),
  -- as an admin chose it; null is as BURSAR_REACH_EXTERNAL_ID says, else the one that was made
  external_id      text check (length(external_id) between 2 and 1224 and external_id ~ '^[A-Za-z0-9_+=,.@:/-]+$'),
  made_external_id text not null default 'bursar-' || replace(gen_random_uuid()::text, '-', ''),
  regions          text[] check (cardinality(regions) between 1 and 100),   -- null is those that are enabled for each account
  changed_by       text,
  changed_at       timestamptz,
  version          int not null default 0,
  check ((changed_by is null) = (changed_at is null))
);
comment on table reach_settings is 'Begins with one row';
insert into reach_settings default values;

-- The Regions that are enabled for an account, as AWS listed them last.
create table account_region (
  account   text not null check (account ~ '^[0-9]{12}$'),
  region    text not null check (length(region) <= 40 and region ~ '^[a-z]{2}(-[a-z]+)+-[0-9]$'),
  listed_at timestamptz not null,
  primary key (account, region)
);

-- What came of reading an account, or one of its Regions, by one API.
create table place_state (
  account     text not null check (account ~ '^[0-9]{12}$'),
  region      text not null check (region = '' or length(region) <= 40 and region ~ '^[a-z]{2}(-[a-z]+)+-[0-9]$'),
  api         text not null check (length(api) <= 60 and api ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  state       text not null check (state in ('answers', 'denied', 'off', 'suspended', 'limited', 'failed', 'incomplete')),
  problem     text,
  what_to_do  text,
  checked_at  timestamptz not null,
  answered_at timestamptz,
  primary key (account, region, api),
  check ((problem is null) = (state = 'answers') and (what_to_do is null) = (state = 'answers'))
);

-- Whether the organisation lists the account; one that it no longer lists keeps its costs.
alter table account add column listed boolean not null default true;

-- Regions are metered apart; '' is an API without one.
alter table sync_request add column region text not null default '';
alter table sync_request drop constraint sync_request_pkey;
alter table sync_request add primary key (day, run_id, api, account, region, outcome);

grant select, update on reach_settings to ${app};
grant select, insert, update, delete on account_region, place_state to ${app};
