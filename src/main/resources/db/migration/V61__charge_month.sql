-- Which version of a month's charges is stored: a new one with each change, so that what was derived from them elsewhere
-- is known to be current or not. Never used twice, not even after a restore.
create table charge_month (
  charge_month date primary key check (extract(day from charge_month) = 1),
  version      uuid not null
);
insert into charge_month (charge_month, version) select distinct charge_month, gen_random_uuid() from spend_by_month;

grant select, insert, update, delete on charge_month to ${app};
