-- Where people get mail, and the links by which they set a password.
alter table person add column email text check (email <> '' and length(email) <= 254);
-- two people with one address could read each other's links
create unique index person_email on person (lower(email));

-- A link works once and until it ends; of each purpose a person has one, so a second ends the first.
create table person_link (
  person_id  int not null references person,
  purpose    text not null check (purpose in ('invitation', 'reset')),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),   -- SHA-256
  asked_at   timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  primary key (person_id, purpose)
);
comment on column person_link.asked_at is 'by whoever asked for the link; its mail may have left later';

grant select, insert, update, delete on person_link to ${app};
