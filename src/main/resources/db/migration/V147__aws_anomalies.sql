-- Anomalies that AWS's Cost Anomaly Detection found, as it told them last.
create table aws_anomaly (
  id              text primary key check (length(id) between 1 and 200),
  first_day       date not null,
  last_day        date check (last_day >= first_day), -- null while it goes on
  dimension_value text not null,                      -- what its monitor watches: a service, an account
  impact          numeric not null,                   -- USD above what AWS expected
  actual          numeric,
  expected        numeric,
  max_score       numeric,                            -- 0 to 1
  feedback        text not null,                      -- what somebody told AWS of it; '' for nothing
  read_at         timestamptz not null
);

-- What AWS takes for its causes, in AWS's order; '' for what AWS did not say.
create table aws_anomaly_cause (
  anomaly_id   text not null references aws_anomaly on delete cascade,
  position     int not null,
  service      text not null,
  region       text not null,
  account      text not null,
  usage_type   text not null,
  contribution numeric,
  primary key (anomaly_id, position)
);

-- Whether AWS is asked, which is paid for, and what came of it last.
create table aws_anomaly_reading (
  single     boolean primary key default true check (single),
  enabled    boolean not null,
  set_by     text not null,
  set_at     timestamptz not null,
  tried_at   timestamptz,               -- null before the first run that asked
  read_at    timestamptz,               -- null before the first answer
  read_from  date,                      -- the first day that the last answer was about
  problem    text not null default '',  -- of the last run; '' where there was none
  what_to_do text not null default '',
  check ((read_at is null) = (read_from is null))
);
grant select, insert, update, delete on aws_anomaly, aws_anomaly_cause, aws_anomaly_reading to ${app};
