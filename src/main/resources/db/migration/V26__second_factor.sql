-- A second factor beside the password: codes of an authenticator app (RFC 6238), recovery codes, and who must have one.

create table person_totp (
  person_id int primary key references person,
  secret    bytea not null check (octet_length(secret) between 30 and 200),
  last_step bigint not null,
  since     timestamptz not null
);
comment on column person_totp.secret is 'encrypted with the key in the data folder, for this person only';
comment on column person_totp.last_step is 'the 30 seconds of the latest code accepted: that one and older ones are not taken again';

-- Each works once and is gone then. They have 80 random bits, so that a plain hash can't be searched through.
create table person_recovery_code (
  person_id int not null references person,
  hash      bytea not null check (octet_length(hash) = 32),   -- SHA-256 of the person's number and the code
  primary key (person_id, hash)
);

-- Whoever has one of these roles needs a second factor beside a password.
create table second_factor_role (
  role text primary key check (role in ('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR'))
);

alter table person_session add column strong boolean not null default false;
comment on column person_session.strong is 'proved by more than a password: a second factor, or single sign-on';

grant select, insert, update, delete on person_totp to ${app};
grant select, insert, delete on person_recovery_code, second_factor_role to ${app};
