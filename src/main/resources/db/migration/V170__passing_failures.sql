-- Whether a run, or a part of it, failed for a reason that passes by itself: then its job is tried again soon.
alter table sync_run add column passing boolean not null default false;
