-- Pools that are split by what people count: requests, seats, square metres.
alter table shared_pool_terms add column metric text check (metric <> '' and length(metric) <= 60);
alter table shared_pool_terms drop constraint shared_pool_terms_split_check,
  add constraint shared_pool_terms_split_check
    check (split in ('EVEN', 'FIXED', 'USAGE', 'COVERED_USAGE', 'DIRECT', 'SERVICES', 'METRIC')),
  add constraint shared_pool_terms_metric check ((split = 'METRIC') = (metric is not null));

-- What was counted of each team in a month; months without numbers are not split.
create table shared_pool_number (
  pool_id       int not null references shared_pool,
  billing_month date not null check (extract(day from billing_month) = 1),
  team_id       int not null references team,
  number        numeric not null check (number >= 0),
  primary key (pool_id, billing_month, team_id)
);

-- Numbers of closed months stay as they were.
create function keep_closed_numbers() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare closed date;
begin
  select max(billing_month) into closed from ledger_month where closed_at is not null;
  if tg_op <> 'INSERT' and old.billing_month <= closed or tg_op <> 'DELETE' and new.billing_month <= closed then
    raise exception 'numbers of % can not change: it is closed', closed;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_closed_numbers before insert or update or delete on shared_pool_number
  for each row execute function keep_closed_numbers();
grant select, insert, delete on shared_pool_number to ${app};
