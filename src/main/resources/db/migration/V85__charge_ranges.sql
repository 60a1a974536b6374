-- An import of millions of charges asked PostgreSQL to summarise thousands of ranges of the index by day at once, more than it
-- queues, and its log held a line for each that it dropped. Whoever loads much asks once, when all is stored; vacuum sees to the rest.
do $$
declare
  name text;
begin
  for name in
    select c.relname from pg_class c join pg_index i on i.indexrelid = c.oid join pg_inherits h on h.inhrelid = i.indrelid
     where h.inhparent = 'charge'::regclass and 'autosummarize=on' = any(c.reloptions)
  loop
    execute format('alter index %I set (autosummarize = off)', name);
  end loop;
end $$;

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
      execute format('create index %I on %I using brin (charge_day) with (pages_per_range = 16)', name || '_day', name);
      execute format('grant select, insert, update, delete on %I to ${app}', name);
      execute format('alter table charge attach partition %I for values from (%L) to (%L)',
                     name, first_day, (first_day + interval '1 month')::date);
    end if;
  end if;
  return name;
end $$;

-- Makes the days of newly stored charges known to the index, which only its owner may; returns how many ranges that were.
create function summarize_charges(month date) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  index_name text := 'charge_' || to_char(date_trunc('month', month), 'YYYY_MM') || '_day';
begin
  return case when to_regclass('public.' || index_name) is null then 0
              else brin_summarize_new_values(to_regclass('public.' || index_name)) end;
end $$;
revoke all on function summarize_charges from public;
grant execute on function summarize_charges to ${app};
