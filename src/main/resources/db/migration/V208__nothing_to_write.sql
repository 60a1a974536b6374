-- A proposal of which nothing is left to write ends by itself.
alter table aws_change drop constraint aws_change_state_check;
alter table aws_change add constraint aws_change_state_check
  check (state in ('proposed', 'approved', 'running', 'done', 'done-with-failures', 'stopped', 'rejected', 'expired', 'nothing-to-write'));
