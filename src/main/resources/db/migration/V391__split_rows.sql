-- What the rows of split cost allocation of an imported billing period couldn't part: null where they weren't counted yet.
alter table cost_export
  add column split_rows bigint,                        -- all of them
  add column split_rows_without_node bigint,           -- that name no node
  add column split_rows_of_absent_nodes bigint,        -- whose node has no charge for computing on their day
  add column split_rows_without_weights bigint,        -- whose node's rows have negative costs, or none above 0
  add column nodes_without_split_rows int;             -- that have none on one day at least
