-- A run that judges workloads, and how far it is: it goes on there after a crash. What it began with is what it judges by, so that
-- changes meanwhile are judged by the next run.
create table ml_judging (
  single      boolean primary key default true check (single),
  run_id      bigint not null,
  fingerprint text not null,
  costs_read  boolean not null,                        -- whether charges were joined to workloads
  after_id    bigint not null,                         -- the last workload that is judged
  judged      int not null
);
grant select, insert, update, delete on ml_judging to ${app};
