-- Who may come in, what they may do, and since when they lead which team.
create table person (
  id              int generated always as identity primary key,
  user_name       text not null check (user_name <> '' and length(user_name) <= 200),
  user_key        text not null unique check (user_key <> '' and length(user_key) <= 800),
  display_name    text not null check (display_name <> '' and length(display_name) <= 200),
  password_hash   text check (length(password_hash) <= 500),
  enabled         boolean not null default true,
  epoch           int not null default 0,
  last_sign_in_at timestamptz,
  version         int not null default 0
);
comment on column person.user_key is 'user_name folded, so that no two people differ in case or width only';
comment on column person.epoch is 'grows with each new password, disabling and "end sessions": a session of an older epoch ends';

create table person_role (
  person_id int not null references person,
  role      text not null check (role in ('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')),
  primary key (person_id, role)
);

create table person_team (
  id         int generated always as identity primary key,
  person_id  int not null references person,
  team_id    int not null references team,
  valid_from date not null,
  valid_to   date,
  check (valid_to is null or valid_from < valid_to),
  -- ranges of one number, because equality of bare numbers would need the extension btree_gist
  exclude using gist (
    int4range(person_id, person_id, '[]') with =,
    int4range(team_id, team_id, '[]') with =,
    daterange(valid_from, valid_to) with &&)
);
create index person_team_team on person_team (team_id);

-- Failed sign-ins by (name, place), name and address, all hashed: names that nobody has look like others.
create table sign_in_throttle (
  key        bytea primary key check (length(key) = 32),
  failures   int not null check (failures >= 0),
  next_at    timestamptz not null,
  touched_at timestamptz not null
);
create index sign_in_throttle_touched on sign_in_throttle (touched_at);

-- Devices and addresses from which a person signed in: they keep a bucket of their own while others guess.
create table sign_in_place (
  person_id int not null references person,
  mark      bytea not null check (length(mark) = 32),
  last_at   timestamptz not null,
  primary key (person_id, mark)
);

-- The one link with which the first admin comes in.
create table first_admin (
  id         boolean primary key default true check (id),
  token_hash bytea not null check (length(token_hash) = 32),
  expires_at timestamptz not null
);

grant select, insert, update on person to ${app};
grant select, insert, update, delete on person_role, person_team to ${app};
grant select, insert, update, delete on sign_in_throttle, sign_in_place, first_admin to ${app};
