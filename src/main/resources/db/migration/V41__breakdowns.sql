-- Breakdowns: costs by a further tag key and one more dimension, as Cost Explorer adds them up. Never part of charges.
create table cost_breakdown (
  id        int generated always as identity primary key,
  tag_key   text not null check (tag_key <> '' and length(tag_key) <= 128),
  dimension text not null check (dimension in ('SERVICE', 'ACCOUNT', 'RECORD_TYPE')),
  unique (tag_key, dimension)
);

-- When a breakdown was last read by day or by month, from which day on, and how many pages that took.
create table breakdown_read (
  breakdown_id int not null references cost_breakdown on delete cascade,
  granularity  text not null check (granularity in ('DAILY', 'MONTHLY')),
  first_day    date not null,
  read_at      timestamptz not null,
  pages        int not null check (pages > 0),
  primary key (breakdown_id, granularity)
);

create table breakdown_cost (
  breakdown_id   int not null references cost_breakdown on delete cascade,
  granularity    text not null check (granularity in ('DAILY', 'MONTHLY')),
  period         date not null,
  tag_value      text not null,             -- '' is untagged
  value          text not null,             -- of the dimension
  currency       char(3) not null,
  effective_cost numeric not null
);
create index breakdown_cost_period on breakdown_cost (breakdown_id, period);

grant select, insert, delete on cost_breakdown to ${app};
grant select, insert, update, delete on breakdown_read, breakdown_cost to ${app};
