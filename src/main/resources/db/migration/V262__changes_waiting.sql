-- A change of the same part that came later is looked up for each item that failed.
create index aws_change_item_part on aws_change_item (md5(subject), md5(part), change_id);

-- How proposals came out before their proposers were told of it on Overview waits for nobody.
insert into person_seen (person_id, subject, seen_at)
select distinct c.proposed_by, 'aws-change:' || c.id, now()
  from aws_change c join person p on p.id = c.proposed_by
 where c.state in ('rejected', 'expired', 'done-with-failures', 'stopped')
on conflict do nothing;
