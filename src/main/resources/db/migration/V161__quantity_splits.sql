-- Pools that are split by usage quantity, and pools that pass a part on to a later one.
alter table shared_pool_terms
  add column by_unit text check (by_unit <> '' and length(by_unit) <= 100),
  add column later_pool int references shared_pool,
  add column later_percent numeric check (later_percent > 0 and later_percent < 100),
  drop constraint shared_pool_terms_split_check,
  drop constraint shared_pool_terms_check,
  add constraint shared_pool_terms_split_check
    check (split in ('EVEN', 'FIXED', 'USAGE', 'COVERED_USAGE', 'DIRECT', 'SERVICES', 'METRIC', 'QUANTITY')),
  add constraint shared_pool_terms_services
    check ((split in ('SERVICES', 'QUANTITY')) = (cardinality(by_services) > 0)),
  add constraint shared_pool_terms_unit check ((split = 'QUANTITY') = (by_unit is not null)),
  add constraint shared_pool_terms_later
    check ((later_pool is null) = (later_percent is null) and later_pool <> pool_id);

-- How much usage each team had of a service, in each unit; kept with the cut.
create table chargeback_cut_quantity (
  cut_id       bigint not null references chargeback_cut on delete cascade,
  team_id      int not null,          -- 0: Unallocated
  service_id   int not null,
  charge_month date not null,         -- of the charges' days
  unit         text not null,         -- '': of Cost Explorer's charges that it gives no unit for
  quantity     numeric not null,
  primary key (cut_id, team_id, service_id, charge_month, unit)
);
create trigger keep_cut before delete on chargeback_cut_quantity for each row execute function keep_cut();
create trigger keep_cut_whole after insert on chargeback_cut_quantity referencing new table as added
  for each statement execute function keep_cut_whole();
grant select, insert, delete on chargeback_cut_quantity to ${app};

-- Cuts that nothing was issued from are made again, with quantities. Months that have expired keep theirs.
update chargeback_cut c set fingerprint = sha256(fingerprint)
 where not exists (select from chargeback_issue where cut_id = c.id);
delete from chargeback_cut_watch;

-- Which charges months consist of is asked for by each list of months: in ten years there are 150,000 slices.
create index charge_slice_export_day on charge_slice (export_id, charge_day) where export_id > 0;
create index charge_slice_explored on charge_slice (charge_day) where export_id = 0;
drop index charge_slice_export;
create index chargeback_issue_cut on chargeback_issue (cut_id);
