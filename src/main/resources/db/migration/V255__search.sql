-- Names are searched for at each pause in typing. Folding 100,000 of them takes longer than looking at them.
alter table ml_workload add column search_name text generated always as (lower(name)) stored;
create index ml_workload_search on ml_workload (search_name text_pattern_ops);
create index person_search on person (lower(display_name) text_pattern_ops);
