-- Which cost allocation tag names teams, as an admin chose it on the Set-up page; null is as BURSAR_TEAM_TAG says.
create table team_key (
  single    boolean primary key default true check (single),
  tag_key   text check (tag_key <> '' and length(tag_key) <= 128),
  chosen_by text,
  chosen_at timestamptz,
  version   int not null default 0,
  check ((tag_key is null) = (chosen_by is null) and (tag_key is null) = (chosen_at is null))
);
comment on table team_key is 'Begins with one row';
insert into team_key default values;

-- Values of tags that an admin left without a team: none is made for them when they are seen.
create table tag_value_left_out (
  tag_key   text not null check (tag_key <> '' and length(tag_key) <= 128),
  tag_value text not null
);
create unique index tag_value_left_out_once on tag_value_left_out (tag_key, md5(tag_value));   -- values may be too long for an index

-- What Set-up was told by AWS last, so that looking at its page asks nothing and pays nothing.
create table aws_identity (
  single  boolean primary key default true check (single),
  account text not null,
  arn     text not null
);
create table aws_check (
  action     text primary key,
  outcome    text not null check (outcome in ('granted', 'denied', 'failed')),
  problem    text,
  what_to_do text,
  checked_at timestamptz not null,
  check ((outcome = 'granted') = (problem is null))
);
create table tag_key_found (
  tag_key      text primary key,
  user_defined boolean not null,
  active       boolean not null,
  last_used    date
);
create table tag_key_read (
  tag_key text primary key,
  month   date not null check (extract(day from month) = 1),
  read_at timestamptz not null
);
create table tag_value_found (
  tag_key        text not null references tag_key_read on delete cascade,
  tag_value      text not null,            -- '' is untagged
  currency       char(3) not null,
  effective_cost numeric not null
);
create index tag_value_found_key on tag_value_found (tag_key);

-- By which tag a probe's answer was accepted; null before there was a choice. An answer by another tag counts as none.
alter table cost_probe add column tag_key text;

grant select, update on team_key to ${app};
grant select, insert, update on aws_identity, aws_check to ${app};
grant select, insert, delete on tag_value_left_out, tag_key_found, tag_key_read, tag_value_found to ${app};
