-- When an account was first listed: observed_at moves with each change of it. Of accounts listed before, the first day is not
-- known; what is known is that it was not later than their last change.
alter table account add column seen_at timestamptz;
update account set seen_at = observed_at;
alter table account alter column seen_at set not null;
