-- The ledger of chargeback. What stands in it stays: the app inserts and reads, and the database refuses what doesn't add up.

-- A billing month of the ledger. It is locked by whoever issues, posts or closes; closed, it never changes again.
create table ledger_month (
  billing_month  date primary key check (extract(day from billing_month) = 1),
  closed_at      timestamptz,
  closed_by      int,
  closed_by_name text,
  figures        text,   -- what it added up to when it was closed, as JSON
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (closed_by_name is null)
         and (closed_at is null) = (figures is null))
);
-- The first month of the ledger: one row once it is chosen. Earlier months stay drafts.
create table ledger_start (
  single         boolean primary key default true check (single),
  first_month    date not null check (extract(day from first_month) = 1),
  chosen_at      timestamptz not null,
  chosen_by_name text not null
);

-- Made by the first posting on it: a database without postings is an empty one.
create table ledger_account (
  id      int generated always as identity primary key,
  kind    text not null check (kind in ('TEAM', 'UNALLOCATED', 'INTERNAL', 'AWS', 'AWS_RECEIVABLE', 'AWS_ROUNDING', 'AWS_PAYABLE')),
  team_id int,
  unique nulls not distinct (kind, team_id),
  check ((kind = 'TEAM') = (team_id is not null) and team_id > 0)
);

create table ledger_transaction (
  id             bigint generated always as identity primary key,
  key            text not null unique check (key <> '' and length(key) <= 200),
  kind           text not null check (kind in ('STATEMENT', 'REVERSAL', 'DOCUMENTS', 'ADJUSTMENT')),
  billing_month  date not null references ledger_month,
  corrects       bigint unique references ledger_transaction,   -- the one that this reverses
  reason         text not null check (length(reason) <= 500),   -- empty where none was asked for
  posted_at      timestamptz not null,
  posted_by      int not null,
  posted_by_name text not null,
  content_sha256 bytea not null check (octet_length(content_sha256) = 32),
  posted_in      xid8 not null default pg_current_xact_id(),
  check ((kind = 'REVERSAL') = (corrects is not null))
);
create index ledger_transaction_month on ledger_transaction (billing_month, id);
create table ledger_posting (
  transaction_id bigint not null references ledger_transaction,
  line           int not null check (line > 0),
  account_id     int not null references ledger_account,
  of_month       date not null check (extract(day from of_month) = 1),  -- whose charges or documents it is about
  document_id    bigint references aws_document,
  currency       char(3) not null check (currency ~ '^[A-Z]{3}$'),
  amount         numeric not null check (amount <> 0),
  note           text not null check (length(note) <= 300),
  primary key (transaction_id, line)
);
create index ledger_posting_account on ledger_posting (account_id);

-- An act of issuing: all of a month's statements, or new versions of those whose lines changed since. It keeps what they were made from.
create table chargeback_issue (
  id                bigint generated always as identity primary key,
  billing_month     date not null references ledger_month,
  number            int not null check (number > 0),
  cut_id            bigint not null references chargeback_cut,
  issued_at         timestamptz not null,
  issued_by         int not null,
  issued_by_name    text not null,
  answer_by         date not null,
  reason            text not null check (length(reason) <= 500),
  allocation        text not null,     -- pools with weights and lines, as JSON
  figures           text not null,     -- sums by currency, as JSON
  unique (billing_month, number)
);
create table chargeback_statement (
  id             bigint generated always as identity primary key,
  issue_id       bigint not null references chargeback_issue,
  billing_month  date not null,
  team_id        int not null check (team_id >= 0),      -- 0: Unallocated
  name           text not null,                          -- the team's, as it was
  number         text not null,
  version        int not null check (version > 0),
  content        text not null,                          -- as JSON: its page and files are made of it
  transaction_id bigint unique references ledger_transaction,  -- null: nothing to post
  content_sha256 bytea not null check (octet_length(content_sha256) = 32),
  unique (billing_month, team_id, version),
  unique (number, version)
);
create index chargeback_statement_team on chargeback_statement (team_id, billing_month);
create table chargeback_statement_total (
  statement_id bigint not null references chargeback_statement,
  currency     char(3) not null,
  total        numeric not null,
  primary key (statement_id, currency)
);
-- Corrections of closed months as they stand on statements: what was posted of each line in all is their sum.
create table chargeback_correction (
  issue_id        bigint not null references chargeback_issue,
  line            int not null,
  of_month        date not null,
  team_id         int not null,           -- that pays it; 0: Unallocated
  origin_team_id  int not null,           -- that the kept cut gives it to
  pool_id         int not null,           -- 0: none
  account         text not null,
  service         text not null,
  charge_category text not null,
  currency        char(3) not null,
  exact           numeric not null,       -- in all, since the month was issued
  amount          numeric not null,       -- posted with this issue
  primary key (issue_id, line)
);
create index chargeback_correction_month on chargeback_correction (of_month);

-- What whoever pays a version said of it.
create table chargeback_answer (
  id               bigint generated always as identity primary key,
  statement_id     bigint not null unique references chargeback_statement,
  kind             text not null check (kind in ('ACCEPTED', 'NO_ANSWER')),
  answered_at      timestamptz not null,
  answered_by      int,
  answered_by_name text,
  check ((kind = 'ACCEPTED') = (answered_by is not null) and (answered_by is null) = (answered_by_name is null))
);
create table chargeback_dispute (
  id             bigint generated always as identity primary key,
  statement_id   bigint not null references chargeback_statement,
  line           text not null check (line <> '' and length(line) <= 500),     -- which one, as the statement's content names it
  line_words     text not null check (length(line_words) <= 500),
  currency       char(3) not null,
  amount         numeric not null check (amount <> 0),
  whose          text not null check (length(whose) <= 200),                   -- typed: leads don't see the list of teams
  why            text not null check (btrim(why) <> '' and length(why) <= 1000),
  disputed_at    timestamptz not null,
  disputed_by    int not null,
  disputed_by_name text not null
);
create index chargeback_dispute_statement on chargeback_dispute (statement_id);
create table chargeback_dispute_answer (
  dispute_id       bigint primary key references chargeback_dispute,
  kind             text not null check (kind in ('REJECTED', 'REALLOCATED', 'NEW_VERSION', 'WITHDRAWN')),
  reason           text not null check (length(reason) <= 1000),
  answered_at      timestamptz not null,
  answered_by      int not null,
  answered_by_name text not null
);

-- Who is told what of a version by mail.
create table chargeback_news (
  id           bigint generated always as identity primary key,
  statement_id bigint not null references chargeback_statement,
  kind         text not null check (kind in ('ISSUED', 'NEW_VERSION', 'REMINDER', 'ANSWERED')),
  person_id    int not null,
  person_name  text not null,
  dispute_id   bigint references chargeback_dispute,  -- that was answered
  told_at      timestamptz not null,
  sent_at      timestamptz,                           -- null: it hasn't left yet
  check ((kind = 'ANSWERED') = (dispute_id is not null))
);
create unique index chargeback_news_once on chargeback_news (statement_id, kind, person_id) where kind <> 'ANSWERED';
create index chargeback_news_statement on chargeback_news (statement_id);

-- Amounts that finance moves between accounts: proposed, where four eyes are asked for, and posted by another one.
create table chargeback_adjustment (
  id               bigint generated always as identity primary key,
  billing_month    date not null references ledger_month,          -- in which it stands
  of_month         date not null,                                  -- that it is about
  from_account     int not null references ledger_account,
  to_account       int not null references ledger_account,
  currency         char(3) not null,
  amount           numeric not null check (amount > 0),
  reason           text not null check (btrim(reason) <> '' and length(reason) <= 500),
  reverses         bigint references chargeback_adjustment,         -- posted once, as its transaction corrects that one's
  dispute_id       bigint references chargeback_dispute,
  proposed_at      timestamptz not null,
  proposed_by      int not null,
  proposed_by_name text not null,
  check (from_account <> to_account)
);
create table chargeback_adjustment_decision (
  adjustment_id   bigint primary key references chargeback_adjustment,
  transaction_id  bigint unique references ledger_transaction,   -- null: rejected
  reason          text not null check (length(reason) <= 500),
  decided_at      timestamptz not null,
  decided_by      int not null,
  decided_by_name text not null
);

-- Whether adjustments wait until another person of finance posts them: one row once that was decided.
create table chargeback_four_eyes (
  single          boolean primary key default true check (single),
  enabled         boolean not null,
  changed_at      timestamptz not null,
  changed_by_name text not null
);

-- A month may have several cuts: those that issued statements were made from, and the newest.
alter table chargeback_cut drop constraint chargeback_cut_billing_month_key;
create index chargeback_cut_month on chargeback_cut (billing_month, id desc);
create view chargeback_newest_cut as
  select distinct on (billing_month) * from chargeback_cut order by billing_month, id desc;

create function refuse_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception '% is never changed', tg_table_name;
end $$;
create trigger keep_transaction before update or delete on ledger_transaction for each row execute function refuse_change();
create trigger keep_posting before update or delete on ledger_posting for each row execute function refuse_change();
create trigger keep_issue before update or delete on chargeback_issue for each row execute function refuse_change();
create trigger keep_statement before update or delete on chargeback_statement for each row execute function refuse_change();

create function refuse_closed_month() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare closed timestamptz;
begin
  select closed_at into closed from ledger_month where billing_month = new.billing_month for share;
  if closed is not null then
    raise exception 'month % is closed', new.billing_month;
  end if;
  return new;
end $$;
create trigger open_month before insert on ledger_transaction for each row execute function refuse_closed_month();
create trigger open_month before insert on chargeback_issue for each row execute function refuse_closed_month();
create trigger open_month before insert on chargeback_statement for each row execute function refuse_closed_month();
create trigger open_month before insert on chargeback_adjustment for each row execute function refuse_closed_month();
create function refuse_closed_statement() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare month date;
begin
  if tg_table_name = 'chargeback_correction' then
    select billing_month into month from chargeback_issue where id = (to_jsonb(new) ->> 'issue_id')::bigint;
  else
    select billing_month into month from chargeback_statement where id = (to_jsonb(new) ->> 'statement_id')::bigint;
  end if;
  if exists (select from ledger_month where billing_month = month and closed_at is not null) then
    raise exception 'month % is closed', month;
  end if;
  return new;
end $$;
create trigger open_month before insert on chargeback_correction for each row execute function refuse_closed_statement();
create trigger open_month before insert on chargeback_statement_total
  for each row execute function refuse_closed_statement();

-- Postings come with their transaction, and add up to zero in each currency.
create function refuse_late_posting() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from ledger_transaction where id = new.transaction_id and posted_in = pg_current_xact_id()) then
    raise exception 'transaction % is posted already', new.transaction_id;
  end if;
  return new;
end $$;
create trigger with_transaction before insert on ledger_posting for each row execute function refuse_late_posting();
create function refuse_unbalanced() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare posted bigint := case tg_table_name when 'ledger_transaction' then (to_jsonb(new) ->> 'id')::bigint
                                            else (to_jsonb(new) ->> 'transaction_id')::bigint end;
begin
  if not exists (select from ledger_posting where transaction_id = posted)
     or exists (select from ledger_posting where transaction_id = posted group by currency having sum(amount) <> 0) then
    raise exception 'transaction % does not add up to zero', posted;
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on ledger_transaction deferrable initially deferred
  for each row execute function refuse_unbalanced();
create constraint trigger balanced after insert on ledger_posting deferrable initially deferred
  for each row execute function refuse_unbalanced();

-- Months are closed in order, once, and with nothing left between AWS's documents and what they were charged as.
create function refuse_closing() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.closed_at is not null or new.billing_month <> old.billing_month then
    raise exception 'month % is closed', old.billing_month;
  end if;
  if exists (select from ledger_month where billing_month < old.billing_month and closed_at is null) then
    raise exception 'an earlier month than % is open', old.billing_month;
  end if;
  if exists (select from ledger_posting p
               join ledger_transaction t on t.id = p.transaction_id
               join ledger_account a on a.id = p.account_id
              where t.billing_month = old.billing_month and a.kind = 'AWS' group by p.currency having sum(p.amount) <> 0) then
    raise exception 'the AWS account of % is not zero', old.billing_month;
  end if;
  return new;
end $$;
create trigger closing before update on ledger_month for each row execute function refuse_closing();
create function refuse_early_month() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.closed_at is not null then
    raise exception 'month % is closed before it was open', new.billing_month;
  end if;
  perform 1 from ledger_start for share;   -- nobody chooses another first month meanwhile
  if not exists (select from ledger_start where first_month = new.billing_month)
     and not exists (select from ledger_month where billing_month = new.billing_month - interval '1 month')
     or exists (select from ledger_month where billing_month >= new.billing_month) then
    raise exception 'month % is not the next one of the ledger', new.billing_month;
  end if;
  return new;
end $$;
create trigger in_order before insert on ledger_month for each row execute function refuse_early_month();
create function refuse_late_start() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from ledger_month) then
    raise exception 'the ledger has begun';
  end if;
  return new;
end $$;
create trigger before_first before update on ledger_start for each row execute function refuse_late_start();

-- A cut that statements were issued from is kept whole.
create function keep_cut() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from chargeback_issue where cut_id = (to_jsonb(old) ->> case tg_table_name when 'chargeback_cut' then 'id' else 'cut_id' end)::bigint) then
    raise exception 'statements were issued from this cut';
  end if;
  return old;
end $$;
create trigger keep_cut before delete on chargeback_cut for each row execute function keep_cut();
create trigger keep_cut before delete on chargeback_cut_line for each row execute function keep_cut();
create trigger keep_cut before delete on chargeback_cut_rounding for each row execute function keep_cut();
create function keep_cut_whole() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from added join chargeback_issue i on i.cut_id = added.cut_id) then
    raise exception 'statements were issued from this cut';
  end if;
  return null;
end $$;
create trigger keep_cut_whole after insert on chargeback_cut_line referencing new table as added
  for each statement execute function keep_cut_whole();
create trigger keep_cut_whole after insert on chargeback_cut_rounding referencing new table as added
  for each statement execute function keep_cut_whole();

-- Pools of closed months stay as they were.
create function keep_closed_pools() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare closed date;
begin
  select max(billing_month) into closed from ledger_month where closed_at is not null;
  if tg_op <> 'INSERT' and old.from_month <= closed or tg_op <> 'DELETE' and new.from_month <= closed then
    raise exception 'pools of % can not change: it is closed', closed;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep_closed_pools before insert or update or delete on shared_pool_terms
  for each row execute function keep_closed_pools();

-- Which database transaction posted it is nobody's choice.
grant select on ledger_transaction to ${app};
grant insert (key, kind, billing_month, corrects, reason, posted_at, posted_by, posted_by_name, content_sha256)
  on ledger_transaction to ${app};
grant select, insert on ledger_account, ledger_posting, chargeback_issue, chargeback_statement,
  chargeback_statement_total, chargeback_correction, chargeback_answer, chargeback_dispute, chargeback_dispute_answer,
  chargeback_adjustment, chargeback_adjustment_decision to ${app};
grant select, insert, update on ledger_month, ledger_start, chargeback_news, chargeback_four_eyes to ${app};
grant select on chargeback_newest_cut to ${app};
