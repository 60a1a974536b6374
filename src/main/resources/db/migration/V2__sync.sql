-- When and how jobs run. A lease's token grows at each take-over: whoever holds an older one cannot commit.
create table sync_lease (
  job          text primary key,
  token        bigint not null default 0,
  owner        text not null default '',
  heartbeat_at timestamptz
);

create table sync_run (
  id            bigint generated always as identity primary key,
  job           text not null,
  started_by    text not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  state         text not null check (state in ('running', 'done', 'done-with-failures', 'stopped', 'stopped-at-cap', 'failed')),
  stop_asked_by text,
  now_doing     text not null default '',
  steps_all     int not null default 0,
  steps_done    int not null default 0,
  slices_all    int not null default 0,
  slices_done   int not null default 0,
  slices_failed int not null default 0,
  rows_changed  bigint not null default 0,
  problem       text,
  what_to_do    text,
  reference     text,
  check ((state = 'running') = (ended_at is null))
);
create unique index sync_run_running on sync_run (job) where state = 'running';
create index sync_run_latest on sync_run (job, started_at desc);

-- Every AWS request, counted before it is sent: a crash leaves it counted as paid.
create table sync_request (
  day      date not null,
  run_id   bigint not null,
  api      text not null,
  account  text not null,
  outcome  text not null check (outcome in ('sent', 'answered', 'failed')),
  requests bigint not null,
  cost_usd numeric(20, 4) not null,
  primary key (day, run_id, api, account, outcome)
);

-- db-scheduler's own table
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

grant select, insert, update on sync_lease, sync_run, sync_request to ${app};
grant delete on sync_request to ${app};
grant select, insert, update, delete on scheduled_tasks to ${app};
