-- Models of Amazon Bedrock whose throughput is provisioned: workloads like others, judged by their requests.
alter table ml_workload drop constraint ml_workload_kind_check,
  add constraint ml_workload_kind_check
    check (kind in ('endpoint', 'notebook', 'app', 'job-family', 'ec2', 'provisioned'));
alter table ml_point add column input_tokens double precision, add column output_tokens double precision;

create table ml_provisioned (
  workload_id     bigint primary key references ml_workload on delete cascade,
  model           text not null,                       -- '': AWS doesn't say
  model_units     int not null check (model_units >= 0),
  commitment      text,                                -- as AWS writes it; null: none
  commitment_ends timestamptz
);

-- What people call the inference profiles that they made.
create table inference_profile (
  arn_hash bytea primary key check (octet_length(arn_hash) = 32),
  arn      text not null check (length(arn) between 1 and 2048),
  account  text not null,
  region   text not null,
  name     text not null,
  tags     text,                                       -- all of them, as a JSON object; null: AWS refused them
  seen_at  timestamptz not null,
  gone_at  timestamptz
);
create index inference_profile_place on inference_profile (account, region);

grant select, insert, update, delete on ml_provisioned, inference_profile to ${app};
