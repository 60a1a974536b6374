-- Why a run began, and who asked for it.
alter table sync_run
  add column started_how text not null default 'schedule'
    check (started_how in ('schedule', 'first-start', 'person', 'process')),
  add column started_by_id int not null default 0;
update sync_run set started_how = 'process' where started_by <> 'schedule';

-- A run that was asked for and has not begun: taken by the run that begins.
create table sync_ask (
  job     text primary key,
  how     text not null check (how in ('first-start', 'person')),
  by_id   int not null,
  by_name text not null
);
grant select, insert, delete on sync_ask to ${app};
