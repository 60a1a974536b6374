-- Tables that an engine has of a delivery; none once they were dropped. Those of a run that was killed after it had stored its charges
-- are dropped with the folder.
alter table engine_folder add column tables text[] not null default '{}';
