-- Jobs go through the resources of one account after the other, in parts.
drop index resource_account;
create index resource_account on resource (account, id);
-- Bills name some resources by the last part of their names. Names may be longer than what an index takes.
create index resource_last_part on resource (account, md5(coalesce(substring(name from '[^/:]+$'), name)));

-- What charges say of each thing that they name as a resource, while it is joined to resources.
create unlogged table charged_sum (
  account_id     int not null,                       -- terms, as in charges
  named_id       int not null,
  service_id     int not null,
  team_id        int not null,
  currency       char(3) not null,
  month          date not null,
  effective_cost numeric not null,
  window_cost    numeric,                            -- of the latest 30 days; null where it has no charge on them
  primary key (account_id, named_id, service_id, team_id, currency, month)
);
comment on table charged_sum is 'Not in backups: made anew by each run';
-- Which resource of the inventory that is.
create unlogged table charged_resource (
  account_id  int not null,
  named_id    int not null,
  service_id  int not null,
  resource_id bigint not null,
  primary key (account_id, named_id, service_id)
);
create index charged_resource_id on charged_resource (resource_id);
comment on table charged_resource is 'Not in backups: made anew by each run';
grant select, insert, truncate on charged_sum, charged_resource to ${app};

-- Tells the planner how large both have become, which only their owner may.
create function analyze_charged() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze charged_sum, charged_resource;
end $$;
revoke all on function analyze_charged from public;
grant execute on function analyze_charged to ${app};
