-- What is done in the background and how it stands, one row a piece of work; db-scheduler says who runs it. Exports and imports
-- had a table of state, progress, attempts and cancellation each. They keep what is theirs alone.
create table background_work (
  id              uuid primary key,
  number          bigint generated always as identity,  -- their order
  kind            text not null check (kind <> '' and length(kind) <= 40),
  alone           text,                                 -- of all with the same word one is under way at a time
  person_id       int not null references person,
  person          text not null,                        -- called so when it was asked for
  state           text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  fence           int not null default 0,
  cancel_asked_by text,
  done            bigint not null default 0,
  total           bigint,
  detail          text,                                 -- how far it is, in the kind's own words
  asked_at        timestamptz not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  problem         text,
  what_to_do      text,
  check ((state in ('waiting', 'running')) = (ended_at is null)),
  check ((state = 'failed') = (problem is not null)),
  check (state <> 'done' or cancel_asked_by is null)
);
comment on column background_work.fence is 'grows whenever a node begins: one that was overtaken can say nothing any more';
create unique index background_work_order on background_work (number);
create unique index background_work_alone on background_work (alone) where state in ('waiting', 'running');
create index background_work_person on background_work (person_id, kind, number desc);
create index background_work_ended on background_work (kind, ended_at);

grant select, insert, update, delete on background_work to ${app};

insert into background_work (id, kind, person_id, person, state, fence, cancel_asked_by, done, total, asked_at, started_at, ended_at,
                             problem, what_to_do)
select e.id, 'export', e.person_id, p.display_name,
       case when e.state in ('ready', 'expired') then 'done' else e.state end, e.attempt,
       case when e.state = 'cancelled' then p.display_name end, e.rows_done, e.rows_all, e.asked_at,
       case when e.attempt > 0 then e.asked_at end, e.ended_at,
       case when e.state = 'failed' then coalesce(e.problem, 'The file could not be made.') end,
       case when e.state = 'failed' then e.what_to_do end
  from export_job e join person p on p.id = e.person_id
 order by e.asked_at, e.id;

insert into background_work (id, kind, alone, person_id, person, state, fence, cancel_asked_by, asked_at, started_at, ended_at,
                             problem, what_to_do)
select id, 'import', 'import', person_id, person,
       case state when 'unchanged' then 'done' when 'refused' then 'failed' else state end, attempt,
       case when state not in ('done', 'unchanged') then cancel_asked_by end, asked_at, started_at, ended_at,
       case when state in ('refused', 'failed') then problem end, case when state in ('refused', 'failed') then what_to_do end
  from cost_import order by number;

alter table export_job
  drop column person_id, drop column state, drop column attempt, drop column asked_at, drop column ended_at, drop column rows_all,
  drop column rows_done, drop column problem, drop column what_to_do,
  add foreign key (id) references background_work on delete cascade,
  add check (num_nonnulls(expires_at, visible, file_size) in (0, 3));

alter table cost_import add column outcome text check (outcome in ('stored', 'unchanged', 'refused'));
update cost_import set outcome = case state when 'done' then 'stored' else state end where state in ('done', 'unchanged', 'refused');
alter table cost_import
  drop column number, drop column person_id, drop column person, drop column state, drop column attempt, drop column asked_at,
  drop column started_at, drop column ended_at, drop column cancel_asked_by, drop column progress, drop column problem,
  drop column what_to_do,
  add foreign key (id) references background_work,
  add check ((outcome is not distinct from 'stored') = (result is not null)),
  add check (outcome is not distinct from 'refused' or num_nonnulls(file, file_row, file_column) = 0);

-- Of the names that tasks had; at its start a node hands on what is under way.
delete from scheduled_tasks where task_name in ('errand-export', 'errand-import');
