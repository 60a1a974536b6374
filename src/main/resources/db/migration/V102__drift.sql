-- What monitors found of endpoints' models, how old the models are, and what people asked of logs.
alter table ml_variant add column model_created_at timestamptz;      -- null: it has no model of its own, or AWS doesn't say

create table ml_violation (
  workload_id bigint not null references ml_workload on delete cascade,
  kind        text not null,                           -- as AWS writes it, such as DataQuality
  at          timestamptz not null,
  primary key (workload_id, at, kind)
);

-- A question is written before it is asked, with the most that it may cost; then with what AWS scanned.
create table ml_log_question (
  id            bigint generated always as identity primary key,
  workload_id   bigint not null references ml_workload on delete cascade,
  question      text not null,
  hours         int not null check (hours > 0),
  asked_by      text not null,
  asked_at      timestamptz not null,
  cost_usd      numeric not null check (cost_usd >= 0),
  bytes_scanned bigint check (bytes_scanned >= 0)      -- null: AWS has not answered
);
create index ml_log_question_time on ml_log_question (asked_at);
create index ml_log_question_workload on ml_log_question (workload_id);

grant select, insert, update, delete on ml_violation, ml_log_question to ${app};
