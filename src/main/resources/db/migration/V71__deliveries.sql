-- A job fetches what AWS delivers of exports. Which of them brought a billing period: '' where a person imported it.
alter table cost_export add column origin text not null default '';
grant update (origin) on cost_export to ${app};

-- What was taken of an export's billing period: the manifest's tag changes with each delivery, so that one that is known costs nothing.
create table cost_delivery (
  export       text not null,                -- its folder's address, such as s3://bucket/exports/team-costs/
  period       text not null,                -- 2026-11, or the manifest's name where it lies among its files
  tag          text not null,
  fingerprint  bytea check (octet_length(fingerprint) = 32),  -- of its files; null where nothing was taken
  gives_way_to text,                         -- the export that delivers the same and is named first; then nothing was taken
  refusal      text check ((gives_way_to is null) = (refusal is null)),
  taken_at     timestamptz not null,
  primary key (export, period)
);
grant select, insert, update on cost_delivery to ${app};

-- S3 asks less than a hundredth of a cent for a request.
alter table sync_request alter column cost_usd type numeric;
