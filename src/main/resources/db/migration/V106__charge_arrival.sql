-- When charges of a day last changed while they arrived: from it the portal learns for how many days costs arrive.
create table charge_arrival (
  charge_day date primary key,
  changed_on date not null
);
grant select, insert, update, delete on charge_arrival to ${app};
