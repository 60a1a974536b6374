-- What AWS is asked for as a whole, once or a few times a day, by the name of its job: whether it is asked, and what came of it last.
-- A row from the first run on, or from when it was turned on first.
create table daily_reading (
  name       text primary key,
  enabled    boolean,                -- null for what is free
  set_by     text,
  set_at     timestamptz,
  asked_at   timestamptz,            -- null before the first run that asked
  read_at    timestamptz,            -- null before the first answer
  refused_at timestamptz,            -- when the last run read nothing; null where it read all
  problem    text,
  what_to_do text,
  check ((refused_at is null) = (problem is null) and (refused_at is null) = (what_to_do is null))
);
grant select, insert, update, delete on daily_reading to ${app};

insert into daily_reading (name, asked_at, read_at, refused_at, problem, what_to_do)
select 'savings-plans', greatest(read_at, refused_at), read_at, refused_at, problem, what_to_do from savings_plan_reading;
drop table savings_plan_reading;
