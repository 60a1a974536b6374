-- A day's costs by team alone: what most pages ask first, in a small part of the rows that services and record types take.
create table spend_by_team (
  charge_day date not null, team_id int not null, currency char(3) not null,
  billed_cost numeric not null, effective_cost numeric not null,
  primary key (charge_day, team_id, currency)
);
insert into spend_by_team (charge_day, team_id, currency, billed_cost, effective_cost)
select charge_day, team_id, currency, sum(billed_cost), sum(effective_cost)
  from spend_by_service group by 1, 2, 3 order by 1, 2, 3;

grant select, insert, update, delete on spend_by_team to ${app};
