-- What the tags of resources must be. A removed policy keeps its row for the journal and for violations that were fixed.
create table tag_policy (
  id              int generated always as identity primary key,
  name            text not null check (name <> '' and length(name) <= 100),
  tag_key         text not null check (tag_key <> '' and length(tag_key) <= 128 and tag_key !~* '^aws:'),
  any_key_case    boolean not null,                  -- whether Team counts as team
  rule            text not null check (rule in ('any', 'list', 'pattern', 'team')),
  allowed         text[] not null,                   -- of rule list
  pattern         text,                              -- of rule pattern, in RE2 syntax
  types           text[],                            -- null: all
  accounts        text[],                            -- null: all
  with_free       boolean not null,                  -- whether resources that cost nothing count
  with_service_made boolean not null,                -- whether resources that AWS services made count
  from_day        date not null,
  grace_days      int not null check (grace_days between 0 and 365),
  removed_at      timestamptz,
  version         int not null default 0,
  check ((rule = 'list') = (cardinality(allowed) > 0)),
  check ((rule = 'pattern') = (pattern is not null)),
  check (types is null or cardinality(types) > 0),
  check (accounts is null or cardinality(accounts) > 0)
);
create unique index tag_policy_name on tag_policy (lower(name)) where removed_at is null;

-- What is left alone for a while, by one policy or by all.
create table tag_exemption (
  id         int generated always as identity primary key,
  policy_id  int references tag_policy,              -- null: all policies
  scope      text not null check (scope in ('resource', 'type', 'account')),
  value      text not null check (value <> '' and length(value) <= 2048),   -- an ARN, a type or an account id
  reason     text not null check (reason <> '' and length(reason) <= 500),
  from_day   date not null,
  last_day   date not null,
  created_by text not null,
  created_at timestamptz not null,
  ended_at   timestamptz,                            -- before its last day, by a person
  check (from_day <= last_day)
);
create index tag_exemption_value on tag_exemption (scope, value);

-- A resource that a policy finds wrong, from when it was found until it is fixed or gone.
create table tag_violation (
  id          bigint generated always as identity primary key,
  policy_id   int not null references tag_policy,
  resource_id bigint not null references resource on delete cascade,
  tag_key     text not null,                         -- as the policy had it
  problem     text not null check (problem in ('missing', 'empty', 'value', 'value-case', 'key-case')),
  found       text,                                  -- the value, or the key in another case
  since       date not null,                         -- the UTC day on which it was found
  grace_to    date not null,                         -- the first day after its days of grace
  closed_at   timestamptz,
  closed_as   text check (closed_as in ('fixed', 'gone', 'not-counted')),
  check ((closed_at is null) = (closed_as is null))
);
create unique index tag_violation_open on tag_violation (policy_id, resource_id) where closed_at is null;
create index tag_violation_resource on tag_violation (resource_id);

create table tag_check_state (
  single      boolean primary key default true check (single),
  checked_at  timestamptz not null,
  fingerprint text not null                          -- of what was held against what
);
grant select, insert, update, delete on tag_violation to ${app};
grant select, insert, update on tag_policy, tag_exemption, tag_check_state to ${app};
