-- Teams and accounts. Team 0 is no team: it stands for Unallocated and has no row.
create table team (
  id         int generated always as identity primary key,
  name       text not null check (name <> '' and length(name) <= 10000),
  valid_from date not null default '2000-01-01',
  valid_to   date,
  version    int not null default 0,
  check (valid_to is null or valid_from < valid_to)
);
-- a name may be longer than an index entry: its hash is the key
create unique index team_name on team (md5(name)) where valid_to is null;

create table account (
  id          text primary key check (id ~ '^[0-9A-Za-z._:-]{1,64}$'),
  name        text not null,
  payer       text not null,
  state       text not null,
  observed_at timestamptz not null
);

grant select, insert, update on team, account to ${app};
