-- A team made from a tag value that nobody had seen is new until a person decides on it.
alter table team add column confirmed boolean not null default true;
comment on column team.confirmed is
  'False while a team made from a tag value waits for a decision: it counts for no policy, split or list of choices';

-- Teams that Bursar made of a tag value and that no person has done anything about yet are new too.
update team t set confirmed = false
 where t.valid_to is null and t.version = 0
   and exists (select 1 from ownership_rule r
                where r.team_id = t.id and r.tag_values in (array[t.name], array[regexp_replace(t.name, ' \(team\)$', '')])
                  and not r.any_case and r.accounts is null and r.services is null
                  and r.valid_from = date '2000-01-01' and r.valid_to is null and r.version = 0)
   and (select count(*) from ownership_rule r where r.team_id = t.id) = 1
   and not exists (select 1 from person_team p where p.team_id = t.id)
   and not exists (select 1 from budget b where b.team_id = t.id)
   and not exists (select 1 from shared_pool_terms s where t.id = any (s.left_out) or t.id = any (s.share_teams))
   and not exists (select 1 from journal j where j.subject = 'team:' || t.id);
