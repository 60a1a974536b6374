-- At which teams a violation of a resource that nobody owns points, as the last check found: its lead may propose the tag.
create table tag_likely_team (
  violation_id bigint not null references tag_violation on delete cascade,
  team_id      int not null references team,
  rank         smallint not null,                    -- the strongest sign first
  value        text not null,                        -- the tag's value that names the team
  sign         text not null,                        -- what points at it, in a word of the program
  detail       text not null,                        -- the stack, the person and the like; '' for none
  others       int not null,                         -- how many of the team's resources say so; 0 where that is no matter
  primary key (violation_id, team_id)
);
create index tag_likely_team_team on tag_likely_team (team_id);
grant select, insert, update, delete on tag_likely_team to ${app};

-- What else a person or role has created.
create index resource_creation_person on resource_creation (person);

-- what was checked before is checked again, and until then nobody says that nothing was found
delete from tag_check_state;
