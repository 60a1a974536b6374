-- Names are searched for at each pause in typing: those that begin with what was typed come from here.
create index ml_workload_search on ml_workload (lower(name) text_pattern_ops);
create index person_search on person (lower(display_name) text_pattern_ops);
