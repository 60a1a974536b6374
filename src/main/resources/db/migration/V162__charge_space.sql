-- A delivery that comes again leaves the rows of the one before it behind. The app writes such a month's table anew after it was
-- replaced, which PostgreSQL lets others than owners do from 17 on; before that vacuum has the space used by later deliveries.
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
      if current_setting('server_version_num')::int >= 170000 then
        execute format('grant maintain on %I to ${app}', name);
      end if;
      execute format('alter table charge attach partition %I for values from (%L) to (%L)',
                     name, first_day, (first_day + interval '1 month')::date);
    end if;
  end if;
  return name;
end $$;

do $$
declare
  name text;
begin
  if current_setting('server_version_num')::int >= 170000 then
    for name in select inhrelid::regclass::text from pg_inherits where inhparent = 'charge'::regclass loop
      execute format('grant maintain on %s to ${app}', name);
    end loop;
  end if;
end $$;

-- Drops a month whose retention has ended; returns how many charges it had.
create function drop_charge_partition(month date) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text := 'charge_' || to_char(date_trunc('month', month), 'YYYY_MM');
  rows bigint := 0;
begin
  if to_regclass('public.' || name) is not null then
    execute format('select count(*) from %I', name) into rows;
    execute format('drop table %I', name);
  end if;
  return rows;
end $$;
revoke all on function drop_charge_partition from public;
grant execute on function drop_charge_partition to ${app};
