-- Where people get mail, and the links by which they set a password.
alter table person add column email text check (email <> '' and length(email) <= 254);
-- two people with one address could read each other's links
create unique index person_email on person (lower(email));

-- A link works once and until it ends; of each purpose a person has one, so a second ends the first.
create table person_link (
  person_id  int not null references person,
  purpose    text not null check (purpose in ('invitation', 'reset')),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),   -- SHA-256
  made_at    timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  primary key (person_id, purpose)
);
grant select, insert, update, delete on person_link to ${app};

-- Whoever sets a password, moves an address or disables somebody, by whatever way: links made before end with it.
create function end_person_links() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  delete from person_link where person_id = new.id;
  return null;
end $$;
create trigger end_person_links after update of password_hash, email, enabled on person
  for each row
  when (old.password_hash is distinct from new.password_hash or old.email is distinct from new.email
        or old.enabled is distinct from new.enabled)
  execute function end_person_links();
