-- A change that was approved is done once it is seen to have been carried out.
alter table ml_proposal add column done_at timestamptz;
alter table ml_proposal drop constraint ml_proposal_state_check;
alter table ml_proposal add check (state in ('open', 'approved', 'dismissed', 'withdrawn', 'done'));
alter table ml_proposal drop constraint ml_proposal_check;
alter table ml_proposal add constraint ml_proposal_decided check ((state in ('approved', 'dismissed', 'done')) = (decided_by is not null));
alter table ml_proposal add constraint ml_proposal_done check ((state = 'done') = (done_at is not null));
