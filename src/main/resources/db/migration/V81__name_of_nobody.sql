-- What no team owns is called Unallocated. A team of that name, made of a tag's value or by a person, was a second row of the
-- same name.
update team t
   set name = t.name || case when exists (select from team o where o.name = t.name || ' (team)') then ' (team ' || t.id || ')'
                             else ' (team)' end,
       version = t.version + 1
 where lower(btrim(t.name)) = 'unallocated';
alter table team add constraint team_name_is_not_of_nobody check (lower(btrim(name)) <> 'unallocated');
