-- Budgets and cost allocation tag keys are written too, each kind by itself.
alter table aws_write_setting drop constraint aws_write_setting_kind_check;
alter table aws_write_setting add constraint aws_write_setting_kind_check check (kind in ('tags', 'budgets', 'tag-keys'));
alter table aws_change drop constraint aws_change_kind_check;
alter table aws_change add constraint aws_change_kind_check check (kind in ('tags', 'budgets', 'tag-keys'));

-- The role is tested for each kind: its sessions are narrowed to it.
alter table aws_writer add column kind text not null default 'tags' check (kind in ('tags', 'budgets', 'tag-keys'));
alter table aws_writer alter column kind drop default;
alter table aws_writer drop constraint aws_writer_pkey;
alter table aws_writer add primary key (kind, account);
