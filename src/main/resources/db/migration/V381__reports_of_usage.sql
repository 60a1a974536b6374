-- Which team a report of a gateway or cluster means by a name that is neither a team's nor its tag's; null: what it counts is left out.
create table report_name (
  name    text primary key check (length(name) <= 200),
  team_id int references team
);
grant select, insert, update, delete on report_name to ${app};

-- Where a month's numbers of a pool come from; without a row people entered them. It is their month's like the numbers.
create table shared_pool_report (
  pool_id       int not null references shared_pool,
  billing_month date not null check (extract(day from billing_month) = 1),
  file_name     text not null check (file_name <> '' and length(file_name) <= 200),
  column_name   text not null check (column_name <> '' and length(column_name) <= 250),
  missing       date[] not null,              -- days of the month of which the report says nothing
  hours         text[] not null,              -- hours that it says itself to lack
  left_out      text[] not null,              -- its names that are no team's
  primary key (pool_id, billing_month)
);
create trigger keep_closed_numbers before insert or update or delete on shared_pool_report
  for each row execute function keep_closed_numbers();
grant select, insert, delete on shared_pool_report to ${app};
