-- Bursar's own record of who did what: rows are added in the change's own transaction and never changed.
create table journal (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  actor_id    int not null,
  actor_name  text not null,
  action      text not null check (action <> ''),
  subject     text not null,
  before      jsonb,
  after       jsonb,
  repeated    int not null default 1 check (repeated > 0)
);
create index journal_at on journal (at desc, id desc);

grant usage on schema public to ${app};
grant select, insert on journal to ${app};
