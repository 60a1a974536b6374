-- Rules may ask of which cluster, namespace and workload a part of a node's charge is: 111122223333/us-east-1/ml is one cluster, ml that
-- of any account and Region.
alter table ownership_rule
  add column clusters   text[],
  add column namespaces text[],
  add column workloads  text[],
  add check (clusters is null or cardinality(clusters) > 0),
  add check (namespaces is null or cardinality(namespaces) > 0),
  add check (workloads is null or cardinality(workloads) > 0);
alter table ownership_rule
  drop constraint ownership_rule_check,
  add constraint ownership_rule_check check (tag_values is not null or accounts is not null or services is not null
                                             or callers is not null or profiles is not null or clusters is not null
                                             or namespaces is not null or workloads is not null);
