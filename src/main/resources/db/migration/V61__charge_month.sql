-- Which version of a month's charges is stored: a new one with each change, so that what was derived from them elsewhere
-- is known to be current or not. Never used twice, not even after a restore.
create table charge_month (
  charge_month date primary key check (extract(day from charge_month) = 1),
  version      uuid not null
);
insert into charge_month (charge_month, version)
select charge_month, gen_random_uuid() from (select distinct charge_month from spend_by_month) months;

grant select, insert, update, delete on charge_month to ${app};
