-- Passkeys (WebAuthn) beside the codes of an app. Public keys: nothing in here lets anybody in.
create table person_passkey (
  credential_id      bytea primary key check (octet_length(credential_id) between 1 and 1023),
  person_id          int not null references person,
  label              text not null check (label <> '' and length(label) <= 100),
  public_key         bytea not null check (octet_length(public_key) <= 10000),
  attestation        bytea not null check (octet_length(attestation) <= 100000),
  client_data        bytea not null check (octet_length(client_data) <= 10000),
  signature_count    bigint not null,
  uv_initialized     boolean not null,
  backup_eligible    boolean not null,
  backup_state       boolean not null,
  transports         text[] not null,
  created_at         timestamptz not null,
  last_used_at       timestamptz not null
);
create index person_passkey_person on person_passkey (person_id);
comment on column person_passkey.signature_count is 'grows with each use where the authenticator counts: one that falls tells of a copy';

grant select, insert, update, delete on person_passkey to ${app};
