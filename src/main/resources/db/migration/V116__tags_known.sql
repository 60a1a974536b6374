-- Whether an untagged resource can be judged: types that take no tags have none, and of IAM users and roles nothing that Bursar reads
-- shows them.
alter table resource add column tags_known boolean not null default true;
update resource set tags_known = false where tagging_seen is null and type in ('iam:role', 'iam:user');

-- Tags are checked again at the next run.
delete from tag_check_state;
