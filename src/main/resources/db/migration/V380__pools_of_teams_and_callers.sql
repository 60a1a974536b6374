-- A pool may take what teams own, and what callers of models spend: 111122223333:role/ChatApp is one account's role, role/ChatApp that of
-- any account.
alter table shared_pool_terms
  add column owners  int[] not null default '{}',   -- teams; empty: any
  add column callers text[] not null default '{}',
  drop constraint shared_pool_terms_check1,
  add constraint shared_pool_terms_selection
    check (kind <> 'ANY' or unallocated
           or cardinality(record_types) + cardinality(services) + cardinality(accounts) + cardinality(owners) + cardinality(callers) > 0);

-- Whose calls a cut's line is of, without the name of a session; null of charges that state no caller, and in cuts from before.
alter table chargeback_cut_line add column caller text check (caller <> '');

-- Drafts of months that may have callers are made again.
update chargeback_cut c set fingerprint = sha256('callers')
 where c.from_exports and exists (select from term where kind = 12)
   and not exists (select from chargeback_issue where cut_id = c.id);
delete from chargeback_cut_watch;
