-- Where lines of charge files are reduced, as an admin chose it; no row before, and then they are reduced here.
create table line_reduction (
  one boolean primary key default true check (one),
  place text not null check (place in ('here', 'athena', 'trino')),
  tested boolean not null,
  chosen_by text not null,
  chosen_at timestamptz not null,
  version int not null check (version > 0)
);
grant select, insert, update on line_reduction to ${app};

-- What the latest test of each engine showed: a few files of the newest delivery, reduced by it and here.
create table engine_test (
  engine text primary key check (engine in ('athena', 'trino')),
  reached text not null,
  tested_at timestamptz not null,
  tested_by text not null,
  outcome text not null check (outcome in ('equal', 'different', 'failed')),
  period text not null,
  files int not null,
  lines bigint not null,
  charges bigint not null,
  bytes bigint not null,
  here_ms bigint not null,
  there_ms bigint not null,
  difference_day date,
  difference_account text,
  difference_service text,
  difference_field text,
  difference_here text,
  difference_there text,
  trouble text,
  said text,
  what_to_do text,
  check ((outcome = 'failed') = (trouble is not null)),
  check ((outcome = 'different') = (difference_field is not null))
);
grant select, insert, update on engine_test to ${app};

-- What the newest delivery takes an engine, known from the ends of its files.
create table delivery_size (
  engine text primary key check (engine in ('athena', 'trino')),
  period text not null,
  files int not null,
  files_read int not null,
  lines bigint not null,
  bytes bigint not null,
  read_at timestamptz not null
);
grant select, insert, update on delivery_size to ${app};
