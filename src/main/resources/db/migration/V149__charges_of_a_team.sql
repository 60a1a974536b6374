-- Why a team's cost changed is asked of its charges, and of those of the resources that changed most: both are found without reading
-- everybody's. New months get the indexes when they are attached.
create index charge_team on charge (team_id, charge_day);
create index charge_resource on charge (resource_id, charge_day) where resource_id is not null;
