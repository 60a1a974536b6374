-- Mails that wait for their delivery, or were given up. What was delivered is deleted. A mail that holds a secret is not
-- kept here: its writer makes it, secret included, when it is sent.
create table outbox (
  id          bigint generated always as identity primary key,
  message_id  uuid not null default gen_random_uuid(),
  writer      text check (writer <> ''),
  about       text check (length(about) <= 200),
  recipient   text check (length(recipient) <= 254),
  subject     text check (length(subject) <= 200),
  body        text check (length(body) <= 20000),
  asked_at    timestamptz not null,
  tried_since timestamptz not null,
  attempts    int not null default 0 check (attempts >= 0),
  problem     text check (problem <> ''),
  given_up_at timestamptz,
  check ((writer is null) = (about is null)),
  check (writer is not null or recipient is not null and subject is not null and body is not null),
  check (writer is null or body is null),
  check (given_up_at is null or problem is not null)
);
comment on column outbox.message_id is 'of the Message-ID, so that a mail that is sent twice can be told';
comment on column outbox.tried_since is 'given up a day later';
create index outbox_problem on outbox (id) where problem is not null;

grant select, insert, update, delete on outbox to ${app};
