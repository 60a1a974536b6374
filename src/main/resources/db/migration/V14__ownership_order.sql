-- The order in which ownership rules are tried is one thing that people change: its version tells two of them apart, and its
-- row lets one change of rules after the other pass.
create table ownership_order (
  single  boolean primary key default true check (single),
  version int not null default 0
);
comment on table ownership_order is 'Begins with one row';
insert into ownership_order default values;
grant select, update on ownership_order to ${app};
