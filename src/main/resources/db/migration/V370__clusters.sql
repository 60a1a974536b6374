-- A part of what a node of a cluster costs: which cluster, namespace, workload and use it is of, and the node's own tags beside
-- the part's. Null of all other charges. A text's kind 13 is a part.
alter table term drop constraint term_kind_check, add constraint term_kind_check check (kind between 1 and 13);
alter table charge
  add column part_id int,
  add column node_tags_id int,
  add column vcpu_hours numeric,
  add column gb_hours numeric,
  add column gpu_hours numeric,
  add column gpu_cost numeric,
  add column by_node boolean;                        -- whether the node's tags name the team, and not the part's own

-- Whether the pods of a cluster pay for their parts, from a month on; whole without a row.
create table cluster_choice (
  cluster text not null check (cluster <> '' and length(cluster) <= 600),
  begins  date not null check (extract(day from begins) = 1),
  split   boolean not null,
  idle    text not null check (idle in ('PODS', 'OWNER')),
  primary key (cluster, begins)
);
grant select, insert, update, delete on cluster_choice to ${app};

-- By which choices the parts of a delivery have their values, a line each; null where it has no parts.
alter table cost_export add column clusters text;
grant update (clusters) on cost_export to ${app};
