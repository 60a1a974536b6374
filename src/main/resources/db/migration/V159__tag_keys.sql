-- When AWS last changed the status of a cost allocation tag.
alter table tag_key_found add column last_updated date;

-- When all cost allocation tags were listed last.
create table tag_key_listing (
  single    boolean primary key default true check (single),
  listed_at timestamptz not null
);

-- Backfills of cost allocation tags, as AWS lists them.
create table tag_backfill (
  requested_at timestamptz primary key,
  from_month   date not null check (extract(day from from_month) = 1),
  status       text not null check (status in ('processing', 'succeeded', 'failed', 'unknown')),
  completed_at timestamptz,
  seen_at      timestamptz not null,
  reread_at    timestamptz                          -- when the months were asked to be read again after it
);
grant select, insert, update, delete on tag_key_listing, tag_backfill to ${app};
