-- When a person last looked at something that waited to be seen by them: an outcome of what they had asked for. A subject is the journal's.
create table person_seen (
  person_id  int not null references person on delete cascade,
  subject    text not null check (length(subject) between 1 and 200),
  seen_at    timestamptz not null,
  primary key (person_id, subject)
);
grant select, insert, update, delete on person_seen to ${app};
