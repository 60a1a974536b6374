-- Why the metrics that were due last were not read; null where they were.
alter table ml_variant
  add column unread text check (unread in ('cap', 'denied', 'failed')),
  add column unread_at timestamptz,
  add constraint ml_variant_unread check ((unread is null) = (unread_at is null));
-- What a workload that isn't measured, and that no charge names, costs at list price, in USD; null where a price is missing.
alter table ml_finding add column unmeasured_usd numeric;
update ml_judged set fingerprint = '';
