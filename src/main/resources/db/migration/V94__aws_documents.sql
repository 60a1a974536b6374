-- AWS's invoices and credit memos: read from AWS, or typed in by finance. People never change a row: they void it and type another one.
create table aws_document (
  id               bigint generated always as identity primary key,
  source           text not null check (source in ('aws', 'typed')),
  payer            text not null default '' check (length(payer) <= 64),   -- empty: typed in where no account is known
  number           text not null check (btrim(number) <> '' and length(number) <= 128),
  seller           text not null check (length(seller) <= 200),            -- AWS's invoicing entity
  document_type    text not null check (document_type <> '' and length(document_type) <= 64),   -- AWS's words, those that are new too
  billing_month    date not null check (extract(day from billing_month) = 1),
  issued_on        date,
  due_on           date,
  original_number  text check (length(original_number) <= 128),            -- a credit memo's invoice
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  total            numeric not null,                                       -- with taxes; a credit memo's sign is its source's
  taxes            numeric,                                                -- null: not said
  payment_currency text check (payment_currency ~ '^[A-Z]{3}$'),
  payment_total    numeric,
  first_seen       timestamptz not null,                                   -- when it was read first, or typed in
  last_seen        timestamptz not null,
  gone_at          timestamptz,                                            -- since when AWS no longer lists it
  typed_by         int,
  typed_by_name    text,
  voided_by        int,
  voided_by_name   text,
  voided_at        timestamptz,
  void_reason      text check (btrim(void_reason) <> '' and length(void_reason) <= 500),
  replaced_at      timestamptz,                                            -- since when AWS lists a document of this number
  check ((payment_currency is null) = (payment_total is null)),
  check ((source = 'typed') = (typed_by is not null) and (typed_by is null) = (typed_by_name is null)),
  check (source = 'aws' or document_type in ('INVOICE', 'CREDIT_MEMO') and issued_on is not null and total > 0),
  check (source = 'aws' or gone_at is null),
  check (source = 'typed' or voided_at is null and replaced_at is null),
  check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (voided_by_name is null)
         and (voided_at is null) = (void_reason is null)),
  check (voided_at is null or replaced_at is null)
);
create unique index aws_document_of_aws on aws_document (payer, number) where source = 'aws';
-- One payer has one database, and AWS gives a number once: of the documents that count no two have the same one.
create unique index aws_document_number on aws_document (number)
  where voided_at is null and replaced_at is null and gone_at is null;
create index aws_document_by_month on aws_document (billing_month);

-- What a person typed in stays what it is: it can only be voided or replaced, once.
create function keep_typed_document() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.source, new.payer, new.number, new.seller, new.document_type, new.billing_month, new.issued_on, new.currency, new.total,
      new.first_seen, new.typed_by, new.typed_by_name)
     is distinct from
     (old.source, old.payer, old.number, old.seller, old.document_type, old.billing_month, old.issued_on, old.currency, old.total,
      old.first_seen, old.typed_by, old.typed_by_name)
     or old.voided_at is not null or old.replaced_at is not null then
    raise exception 'a typed document is never changed';
  end if;
  return new;
end $$;
create trigger keep_typed_document before update on aws_document
  for each row when (old.source = 'typed') execute function keep_typed_document();

-- Which billing months have been read, and when last: a month that has no documents yet is known to have none.
create table aws_document_month (
  billing_month date primary key check (extract(day from billing_month) = 1),
  read_at       timestamptz not null
);
-- When they were read last, and why the last run could not: one row, from the first run on.
create table aws_document_reading (
  single     boolean primary key default true check (single),
  read_at    timestamptz,
  refused_at timestamptz,
  problem    text,
  what_to_do text,
  check ((refused_at is null) = (problem is null) and (refused_at is null) = (what_to_do is null))
);

grant select, insert, update on aws_document, aws_document_month, aws_document_reading to ${app};
