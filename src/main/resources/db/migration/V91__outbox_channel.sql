-- On which way a message leaves; mail is the first.
alter table outbox add column channel text not null default 'mail' check (channel ~ '^[a-z]{1,20}$');
