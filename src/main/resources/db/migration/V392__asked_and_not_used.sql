-- Hours that a part of a node's charge asked for and didn't use, as far as AWS measured it: null where it didn't, as it never does of GPUs.
alter table charge
  add column vcpu_spare numeric,
  add column gb_spare numeric;

-- What namespaces of clusters cost in the latest 30 days, and asked for without using it; as they were last looked at.
create table cluster_use (
  cluster    text not null check (length(cluster) between 1 and 600),
  namespace  text not null check (length(namespace) <= 1024),   -- '' of ECS, and of hours without pods
  team_id    int not null,
  currency   text not null,
  first_day  date not null,
  last_day   date not null,
  cost       numeric not null,                       -- EffectiveCost, with idle
  idle       numeric not null,                       -- of it what nobody used, with hours without pods
  requested  numeric not null,                       -- of it what vCPUs and memory that were asked for or used cost
  spare      numeric not null,                       -- of this what wasn't used
  vcpu_hours numeric not null,
  vcpu_spare numeric not null,
  gb_hours   numeric not null,
  gb_spare   numeric not null,
  primary key (cluster, namespace, team_id, currency)
);

-- That a team's namespace asks for much more than it uses, and what people decided on it. A standing's columns are as in ml_proposal.
create table cluster_request (
  id            bigint generated always as identity primary key,
  version       int not null default 1,
  cluster       text not null check (length(cluster) between 1 and 600),
  namespace     text not null check (length(namespace) between 1 and 1024),
  team_id       int not null,
  currency      text not null,
  state         text not null check (state in ('open', 'approved', 'dismissed', 'withdrawn', 'done')),
  proposed_at   timestamptz not null,
  checked_at    timestamptz not null,
  decided_by    text,
  decided_at    timestamptz,
  reason        text,
  dismissed_to  date,
  exported_at   timestamptz,
  done_at       timestamptz,
  check ((state = 'dismissed') = (dismissed_to is not null))
);
create unique index cluster_request_open on cluster_request (cluster, namespace, team_id, currency)
  where state in ('open', 'approved');
grant select, insert, update, delete on cluster_use, cluster_request to ${app};
