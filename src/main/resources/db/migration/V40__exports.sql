-- What people had exported in the background: whose it is, how far it is, and until when its file is kept.
create table export_job (
  id          uuid primary key,
  person_id   int not null references person,
  kind        text not null check (kind <> '' and length(kind) <= 40),
  format      text not null check (format in ('CSV', 'XLSX')),
  question    text not null check (length(question) <= 1000000),
  title       text not null check (length(title) <= 300),
  file_name   text not null check (file_name <> '' and length(file_name) <= 200),
  state       text not null default 'waiting'
              check (state in ('waiting', 'running', 'ready', 'failed', 'cancelled', 'expired')),
  asked_at    timestamptz not null,
  ended_at    timestamptz,
  expires_at  timestamptz,
  attempt     int not null default 0,
  rows_all    bigint,
  rows_done   bigint not null default 0,
  file_size   bigint,
  visible     text,
  problem     text,
  what_to_do  text,
  check ((state in ('waiting', 'running')) = (ended_at is null)),
  check ((state in ('ready', 'expired')) = (expires_at is not null and visible is not null and file_size is not null))
);
comment on column export_job.attempt is 'grows whenever a node begins: one that was overtaken can say nothing any more';
comment on column export_job.visible is 'what the person could see when the file was made, as JSON: who sees less now does not get it';
create index export_job_person on export_job (person_id, asked_at desc);
create index export_job_ended on export_job (ended_at);

grant select, insert, update, delete on export_job to ${app};
