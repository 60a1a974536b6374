-- A small difference between a month's documents and its charges that finance accepts. It is accepted until its transaction is reversed.
alter table ledger_account drop constraint ledger_account_kind_check,
  add constraint ledger_account_kind_check check (kind in ('TEAM', 'UNALLOCATED', 'INTERNAL', 'AWS', 'AWS_RECEIVABLE', 'AWS_ROUNDING',
                                                           'ACCEPTED_DIFFERENCES', 'AWS_PAYABLE'));
alter table ledger_transaction drop constraint ledger_transaction_kind_check,
  add constraint ledger_transaction_kind_check check (kind in ('STATEMENT', 'REVERSAL', 'DOCUMENTS', 'ADJUSTMENT', 'DIFFERENCE'));

create table chargeback_accepted_difference (
  id               bigint generated always as identity primary key,
  billing_month    date not null references ledger_month,
  currency         char(3) not null,
  amount           numeric not null check (amount <> 0),             -- by which documents asked for more
  documents        numeric not null,                                 -- what they asked for
  bound            numeric not null check (bound >= abs(amount)),    -- up to which a difference was accepted then
  reason           text not null check (btrim(reason) <> '' and length(reason) <= 500),
  transaction_id   bigint not null unique references ledger_transaction,
  accepted_at      timestamptz not null,
  accepted_by      int not null,
  accepted_by_name text not null
);
create index chargeback_accepted_difference_month on chargeback_accepted_difference (billing_month, currency);

create trigger keep_difference before update or delete on chargeback_accepted_difference
  for each row execute function refuse_change();
create trigger open_month before insert on chargeback_accepted_difference for each row execute function refuse_closed_month();

-- It comes with the transaction that posts the same amount, and is the only one of its month and currency that isn't reversed.
create function refuse_other_difference() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from ledger_transaction t
                   join ledger_posting p on p.transaction_id = t.id
                   join ledger_account a on a.id = p.account_id
                  where t.id = new.transaction_id and t.kind = 'DIFFERENCE' and t.posted_in = pg_current_xact_id()
                    and t.billing_month = new.billing_month and a.kind = 'ACCEPTED_DIFFERENCES' and p.of_month = new.billing_month
                    and p.currency = new.currency and p.amount = new.amount) then
    raise exception 'transaction % does not post this difference', new.transaction_id;
  end if;
  if exists (select from chargeback_accepted_difference d
              where d.billing_month = new.billing_month and d.currency = new.currency
                and not exists (select from ledger_transaction r where r.corrects = d.transaction_id)) then
    raise exception 'a difference of % is accepted already', new.billing_month;
  end if;
  return new;
end $$;
create trigger with_transaction before insert on chargeback_accepted_difference
  for each row execute function refuse_other_difference();

-- Up to which a difference can be accepted: one row once an admin has changed it.
create table chargeback_difference_bound (
  single          boolean primary key default true check (single),
  version         int not null check (version > 0),
  amount          numeric not null check (amount between 0 and 1000),   -- in each currency
  share           numeric not null check (share between 0 and 0.1),     -- of what the month's documents ask for
  changed_at      timestamptz not null,
  changed_by_name text not null
);

-- Whether some of the charges don't say their usage types, so that how many lines AWS rounded is a guess.
alter table chargeback_cut_rounding add column guessed boolean not null default false;
update chargeback_cut_rounding r set guessed = true
 where (select lines from chargeback_cut_rounding where cut_id = r.cut_id and currency = r.currency and lines_by = 'USAGE_TYPE')
       = (select lines from chargeback_cut_rounding where cut_id = r.cut_id and currency = r.currency and lines_by = 'SERVICE');

grant select, insert on chargeback_accepted_difference to ${app};
grant select, insert, update on chargeback_difference_bound to ${app};
