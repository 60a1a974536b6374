-- Which team goes on in an ended one's place, so that what AWS changes of the ended team's months finds who answers for it now. A team that
-- ended without a successor has no row.
create table team_successor (
  team_id      int primary key references team,
  successor_id int not null references team,
  since        date not null,                          -- the day after the ended team's last
  check (team_id <> successor_id)
);
create index team_successor_successor on team_successor (successor_id);
grant select, insert, update, delete on team_successor to ${app};

-- Merges of before: the journal says into which team, and since when. A team that was ended anew after its merge has no successor.
insert into team_successor (team_id, successor_id, since)
select ended.id, successor.id, ended.valid_to
  from team ended
  join (select distinct on (subject) subject, action, after
          from journal
         where action in ('team-merged', 'team-ended') and subject like 'team:%'
         order by subject, id desc) last
    on last.subject = 'team:' || ended.id
   and last.action = 'team-merged'
   and last.after ->> 'to' = to_char(ended.valid_to, 'YYYY-MM-DD')
  join team successor on last.after ->> 'into' = 'team:' || successor.id
 where ended.id <> successor.id;
