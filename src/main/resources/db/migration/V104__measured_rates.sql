-- What Inference Recommender's jobs of the latest year measured, and the models by which they belong to variants.
alter table ml_variant add column model_name    text;  -- null: it has no model of its own, or AWS doesn't say
alter table ml_variant add column model_package text;  -- the ARN of the version of a model package that the model was made of

-- Endpoints are described again at the next run, so that their models are known.
update ml_workload set described_at = null where kind = 'endpoint';

create table ml_recommender_job (
  id            bigint generated always as identity primary key,
  arn           text not null check (length(arn) between 1 and 2048),
  arn_hash      bytea not null unique check (octet_length(arn_hash) = 32),
  account       text not null,
  region        text not null,
  name          text not null,
  type          text not null,                         -- as AWS writes it: Default or Advanced
  created_at    timestamptz not null,
  completed_at  timestamptz not null,
  model_name    text,                                  -- that it was given; null for none
  model_package text,
  endpoints     text[] not null,                       -- names of those that it was given
  read_at       timestamptz not null
);
create index ml_recommender_job_place on ml_recommender_job (account, region);

create table ml_recommended (
  job_id        bigint not null references ml_recommender_job on delete cascade,
  place         int not null,                          -- in AWS's answer
  instance_type text not null,
  instances     int not null check (instances > 0),
  invocations   int not null check (invocations > 0),  -- a minute, of all these instances
  latency_ms    int not null check (latency_ms > 0),   -- of the model
  tuned         boolean not null,                      -- whether the job set environment parameters of the container
  primary key (job_id, place)
);

grant select, insert, update, delete on ml_recommender_job, ml_recommended to ${app};
