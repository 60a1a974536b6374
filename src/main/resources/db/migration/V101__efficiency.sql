-- What runs of machine learning: endpoints, notebooks, Studio apps, families of jobs, and EC2 instances with GPUs.
create table ml_workload (
  id              bigint generated always as identity primary key,
  kind            text not null check (kind in ('endpoint', 'notebook', 'app', 'job-family', 'ec2')),
  arn             text not null check (length(arn) between 1 and 2048),      -- of a family, that of its jobs up to what differs
  arn_hash        bytea not null unique check (octet_length(arn_hash) = 32),
  account         text not null,
  region          text not null,
  name            text not null,
  status          text not null,                       -- as AWS writes it
  created_at      timestamptz,                         -- null where AWS doesn't say
  modified_at     timestamptz,
  config          text not null default '',            -- an endpoint's configuration
  asynchronous    boolean not null default false,
  publish_seconds int not null default 60,             -- between published points of utilisation
  described_at    timestamptz,                         -- when AWS last said all this; null where it is known from charges alone
  seen_at         timestamptz not null,
  gone_at         timestamptz
);
create index ml_workload_place on ml_workload (account, region);

create table ml_variant (
  id              bigint generated always as identity primary key,
  workload_id     bigint not null references ml_workload on delete cascade,
  name            text not null,
  shadow          boolean not null,
  instance_type   text,                                -- null: serverless, or AWS says none
  instances       int,
  weight          double precision not null,
  serverless_mb   int,
  provisioned     int,
  least_instances int,                                 -- that scaling in leaves
  reserved        boolean not null,
  gone_at         timestamptz,
  unique (workload_id, name)
);

create table ml_component (
  workload_id  bigint not null references ml_workload on delete cascade,
  name         text not null,
  arn          text not null,
  variant      text not null,
  status       text not null,
  cores        double precision,
  accelerators double precision,
  memory_mb    int,
  copies       int,
  primary key (workload_id, name)
);

create table ml_job (
  id                bigint generated always as identity primary key,
  workload_id       bigint not null references ml_workload on delete cascade,     -- its family
  kind              text not null check (kind in ('training', 'processing', 'transform')),
  arn               text not null,
  arn_hash          bytea not null unique check (octet_length(arn_hash) = 32),
  name              text not null,
  status            text not null,
  instance_type     text,
  instances         int not null,
  created_at        timestamptz not null,
  started_at        timestamptz,
  ended_at          timestamptz,
  billable_seconds  int,
  training_seconds  int,
  spot              boolean not null,
  checkpoints       boolean not null,
  retained_seconds  int not null,
  interruptions     int not null
);
create index ml_job_family on ml_job (workload_id, created_at desc);

-- What AWS Compute Optimizer itself finds idle.
create table ml_aws_finding (
  arn_hash       bytea primary key check (octet_length(arn_hash) = 32),
  arn            text not null,
  account        text not null,
  region         text not null,
  finding        text not null,                        -- as AWS writes it
  savings_usd    numeric,                              -- a month; null where AWS doesn't say
  look_back_days int,
  read_at        timestamptz not null
);
create index ml_aws_finding_place on ml_aws_finding (account, region);

-- When the workloads of a place were last read.
create table ml_reading (
  account   text not null,
  region    text not null,
  run_id    bigint not null,
  read_at   timestamptz not null,
  workloads int not null,
  primary key (account, region)
);

-- An hour of a variant as CloudWatch gave it; null: no point. Utilisation of endpoints is a sum over cores or GPUs, in percent.
create table ml_point (
  variant_id         bigint not null references ml_variant on delete cascade,
  hour               timestamptz not null,
  cpu_average        double precision,
  cpu_maximum        double precision,
  cpu_samples        double precision,
  memory_average     double precision,
  memory_maximum     double precision,
  gpu_average        double precision,
  gpu_maximum        double precision,
  gpu_memory_average double precision,
  gpu_memory_maximum double precision,
  invocations        double precision,
  errors_4xx         double precision,
  errors_5xx         double precision,
  latency_average    double precision,                 -- of the model, in microseconds
  latency_p99        double precision,
  overhead_average   double precision,
  backlog_maximum    double precision,                 -- of an asynchronous endpoint
  processed          double precision,
  network_in         double precision,                 -- bytes of an EC2 instance
  network_out        double precision,
  primary key (variant_id, hour)
);
-- Which hours of a variant were asked for.
create table ml_measured (
  variant_id  bigint primary key references ml_variant on delete cascade,
  from_hour   timestamptz not null,
  to_hour     timestamptz not null,
  month_read  date,                                    -- the last month that was read once more after its end
  complete    boolean not null,                        -- whether AWS gave all that was asked for
  unreadable  int not null,                            -- points that were NaN, or differed for the same hour
  read_at     timestamptz not null,
  check (from_hour < to_hour)
);

-- AWS's prices of a Region as they were read; a new version only where any differs.
create table ml_price_version (
  id           int generated always as identity primary key,
  region       text not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  read_at      timestamptz not null,
  checked_at   timestamptz not null
);
create index ml_price_version_region on ml_price_version (region, id desc);
create table ml_price (
  version_id    int not null references ml_price_version on delete cascade,
  component     text not null,
  instance_type text not null,
  usd_per_hour  numeric check (usd_per_hour > 0),
  plan_usd      numeric check (plan_usd > 0),          -- an hour under a SageMaker Savings Plan; null: not eligible
  vcpus         double precision,
  memory_gib    double precision,
  gpus          int,
  gpu_memory_gib double precision,                     -- of all of them together
  gpu           text,
  architecture  text,
  primary key (version_id, component, instance_type)
);
-- What AWS's list lacks, as an admin typed it.
create table ml_price_typed (
  id            int generated always as identity primary key,
  region        text not null,
  component     text not null,
  instance_type text not null,
  usd_per_hour  numeric not null check (usd_per_hour > 0),
  vcpus         double precision not null check (vcpus > 0),
  memory_gib    double precision not null check (memory_gib > 0),
  gpus          int not null check (gpus >= 0),
  gpu_memory_gib double precision not null check (gpu_memory_gib >= 0),
  gpu           text not null,
  architecture  text not null,
  typed_by      text not null,
  typed_at      timestamptz not null,
  ended_at      timestamptz
);
create unique index ml_price_typed_one on ml_price_typed (region, component, instance_type) where ended_at is null;

-- What charges say of a workload on a day.
create table ml_cost (
  workload_id    bigint not null references ml_workload on delete cascade,
  day            date not null,
  team_id        int not null,
  currency       char(3) not null,
  instance_type  text not null,                        -- '' for what is not billed by the hour of an instance
  component      text not null,                        -- such as Host or Train; '' where the usage type doesn't say
  effective_cost numeric not null,
  list_cost      numeric,                              -- null where the source doesn't say
  hours          numeric not null,                     -- billed
  primary key (workload_id, day, team_id, currency, instance_type, component)
);
-- Charges of SageMaker of the latest 30 days whose resource is no known workload.
create table ml_cost_elsewhere (
  account        text not null,
  resource       text not null,
  team_id        int not null,
  currency       char(3) not null,
  effective_cost numeric not null,
  primary key (account, resource, team_id, currency)
);

-- What was found of a workload. Figures that are not known are null, with the reason in words.
create table ml_finding (
  workload_id       bigint primary key references ml_workload on delete cascade,
  team_id           int not null,
  several_teams     boolean not null,                  -- whether its cost of the window belongs to more than one
  state             text not null check (state in ('zombie', 'oversized', 'fits', 'wasteful', 'not-measured')),
  reason            text not null,
  low_confidence    boolean not null,
  instance_type     text not null,                     -- '' where there are several or none
  instances         double precision,
  currency          char(3),
  cost              numeric,                           -- EffectiveCost of the latest 30 days
  cost_source       text not null check (cost_source in ('export', 'list', 'unknown')),
  coverage          double precision,
  coverage_reason   text not null,
  cpu               double precision,
  cpu_reason        text not null,
  memory            double precision,
  memory_reason     text not null,
  gpu               double precision,
  gpu_reason        text not null,
  gpu_memory        double precision,
  gpu_memory_reason text not null,
  idle_share        double precision,
  idle_cost         numeric,                           -- a month
  idle_reason       text not null,
  invocations       double precision,                  -- in the window
  per_inference     numeric,
  per_inference_reason text not null,
  saving            numeric,                           -- a month at list price, the most that one proposal saves
  from_hour         timestamptz not null,              -- the window that it was judged by
  to_hour           timestamptz not null,
  judged_at         timestamptz not null
);
create table ml_judged (
  single      boolean primary key default true check (single),
  fingerprint text not null,
  first_day   date,                                    -- of the costs; null while no export names resources
  last_day    date,
  judged_at   timestamptz not null,
  check ((first_day is null) = (last_day is null))
);

create table ml_proposal (
  id             bigint generated always as identity primary key,
  version        int not null default 1,
  workload_id    bigint not null references ml_workload on delete cascade,
  variant        text not null,                        -- '' where it is of the whole workload
  action         text not null check (action in ('delete', 'rightsize', 'stop', 'idle-shutdown')),
  from_type      text not null,
  from_count     int not null,
  to_type        text not null,                        -- '' where nothing is left
  to_count       int not null,
  rate_by        text not null check (rate_by in ('', 'proven', 'measured', 'estimated')),
  low_confidence boolean not null,
  list_saving    numeric not null,                     -- a month, in USD
  bill_saving    numeric,                              -- a month, in the charges' currency; null: not known
  currency       char(3),
  price_version  int,
  typed_price    boolean not null default false,
  evidence       text not null,                        -- sentences, one a line
  assumptions    text not null,
  state          text not null check (state in ('open', 'approved', 'dismissed', 'withdrawn')),
  proposed_at    timestamptz not null,
  checked_at     timestamptz not null,
  decided_by     text,
  decided_at     timestamptz,
  reason         text,
  dismissed_to   date,                                 -- the last day on which it isn't proposed again
  exported_at    timestamptz,
  check ((state in ('approved', 'dismissed')) = (decided_by is not null)),
  check ((state = 'dismissed') = (dismissed_to is not null))
);
create unique index ml_proposal_one on ml_proposal (workload_id, variant, action) where state in ('open', 'approved');
create index ml_proposal_workload on ml_proposal (workload_id);

-- What people ask of a workload.
create table ml_target (
  workload_id     bigint primary key references ml_workload on delete cascade,
  version         int not null default 1,
  latency_ms      double precision check (latency_ms > 0),         -- p99 at most; null: none is asked
  cpu_headroom    double precision not null check (cpu_headroom between 0 and 2),
  memory_headroom double precision not null check (memory_headroom between 0 and 2),
  gpu_headroom    double precision not null check (gpu_headroom between 0 and 2),
  rate_headroom   double precision not null check (rate_headroom between 0 and 2),
  budget_usd      numeric check (budget_usd > 0),                  -- a month; null: none
  set_by          text not null,
  set_at          timestamptz not null
);
grant select, insert, update, delete on ml_workload, ml_variant, ml_component, ml_job, ml_aws_finding, ml_reading, ml_point, ml_measured, ml_price_version,
  ml_price, ml_price_typed, ml_cost, ml_cost_elsewhere, ml_finding, ml_judged, ml_proposal, ml_target to ${app};
