-- What violations cost is added up in the order of resources, without a sort.
create index resource_cost_days on resource_cost (resource_id, currency) include (team_id, effective_cost) where span = 'days';
