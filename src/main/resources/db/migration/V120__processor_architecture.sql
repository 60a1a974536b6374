-- Whether people say that a workload also runs on the other processor architecture: only then is one proposed.
alter table ml_target add column any_architecture boolean not null default false;
-- Types whose price names no processor counted as x86: the next run judges anew.
update ml_judged set fingerprint = '';
