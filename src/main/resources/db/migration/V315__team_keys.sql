-- The tags whose values name teams, in the order in which a charge is asked for them. Empty while team_key's alone always has.
create table team_key_order (
  position int primary key check (position between 1 and 10),
  tag_key  text not null unique check (tag_key <> '' and length(tag_key) <= 128),
  begins   date                                      -- null: it always has counted
);
grant select, insert, delete on team_key_order to ${app};

-- By which order the charges of a delivery have their values: a line a key; '' while tag_key alone says it.
alter table cost_export add column tag_keys text not null default '';
grant update (tag_keys) on cost_export to ${app};
