-- What a database of the second landing (migrations 1 to 64, and 70) may hold: something in every table.
insert into journal (at, actor_id, actor_name, action, subject, before, after) values
  ('2026-10-01T08:00:00.123456Z', 0, 'Bursar', 'sync-run-ended', 'job:costs', null, '{"run": 1, "costUsd": 0.4100, "state": "done"}'),
  ('2026-10-01T09:00:00Z', 1, 'Ada Admin', 'roles-changed', 'person:2', '["LEAD"]', '["LEAD", "FINANCE"]');
insert into journal (at, actor_id, actor_name, action, subject, repeated) values
  ('2026-10-01T09:30:00Z', -1, 'nobody', 'denied', 'sync', 7);

insert into sync_lease values ('costs', 3, '', '2026-10-01T08:00:00Z');
insert into sync_run (job, started_by, started_at, ended_at, state, steps_all, steps_done, slices_all, slices_done, rows_changed)
values ('accounts', 'schedule', '2026-10-01T07:00:00Z', '2026-10-01T07:00:05Z', 'done', 0, 0, 0, 0, 2),
       ('costs', 'schedule', '2026-10-01T07:00:06Z', '2026-10-01T08:00:00Z', 'done', 9, 9, 3, 3, 3);
insert into sync_request values ('2026-10-01', 2, 'ce:GetCostAndUsage', '123456789012', 'answered', 41, 0.4100);
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
values ('sync-costs', 'recurring', '2026-10-01T16:00:00Z', false, 4);

insert into team (name) values ('Vision'), ('Search 🚀');
insert into account values ('012345678901', 'Vision production', '123456789012', 'ACTIVE', '2026-10-01T07:00:05Z', '2026-01-01T00:00:00Z'),
                           ('222222222222', 'Shared', '123456789012', 'ACTIVE', '2026-10-01T07:00:05Z', '2026-01-01T00:00:00Z');

insert into person (user_name, user_key, display_name, password_hash, last_sign_in_at) values
  ('ada', 'ada', 'Ada Admin', '{argon2id}$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '2026-10-01T08:59:00Z'),
  ('Lee', 'lee', 'Lee Lead', null, null);
insert into person_role values (1, 'ADMIN'), (2, 'LEAD'), (2, 'FINANCE');
insert into person_team (person_id, team_id, valid_from, valid_to) values
  (2, 1, '2026-01-01', null), (2, 2, '2025-01-01', '2026-01-01');
insert into sign_in_throttle values (sha256('x'), 2, '2026-10-01T08:00:00Z', '2026-10-01T08:00:00Z');
insert into sign_in_place values (1, sha256('y'), '2026-10-01T08:59:00Z');
insert into first_admin (token_hash, expires_at) values (sha256('z'), '2026-10-01T00:30:00Z');

insert into term (kind, value, hash)
select kind, value, sha256(convert_to(value, 'UTF8'))
  from (values (1, 1, '012345678901'), (2, 1, '222222222222'), (3, 2, 'Amazon Elastic Compute Cloud - Compute'),
               (4, 3, 'Usage'), (5, 4, 'vision'), (6, 4, '')) terms (place, kind, value)
 order by place;
insert into ownership_rule (position, team_id, tag_values, any_case) values (1, 1, '{vision}', true);
insert into ownership_rule (position, team_id, accounts) values (2, 2, '{333333333333}');
insert into ownership_applied (fingerprint, applied_at) values ('\x00', '2026-10-01T08:00:00Z');

select ensure_charge_partition('2026-09-01');
select ensure_charge_partition('2026-10-01');
insert into charge values
  ('2026-09-30', 1, 3, 4, 5, 1, 1, 'USD', 1.10, 1.20, 1.10, 1.25, 1.10, 24, 'Hrs'),
  ('2026-10-01', 1, 3, 4, 5, 1, 1, 'USD', 2.2000000001, 2.3, 2.2000000001, 2.35, 2.2000000001, 24, 'Hrs'),
  ('2026-10-01', 2, 3, 4, 6, 0, 0, 'USD', 0.000000001, 0.000000001, 0.000000001, 0.000000001, 0.000000001, null, null);
insert into charge_slice
select charge_day, account_id, 'cost-explorer:123456789012', 2, '2026-10-01T08:00:00Z',
       case when charge_day < '2026-10-01' then 'settled' else 'estimated' end, sha256('slice'), 1
  from charge;
insert into spend_by_service
select charge_day, team_id, service_id, record_type_id, currency, sum(billed_cost), sum(effective_cost) from charge group by 1, 2, 3, 4, 5;
insert into spend_by_account
select charge_day, team_id, account_id, record_type_id, currency, sum(billed_cost), sum(effective_cost) from charge group by 1, 2, 3, 4, 5;
insert into spend_by_month
select date_trunc('month', charge_day::timestamp)::date, team_id, account_id, currency, sum(billed_cost), sum(effective_cost)
  from charge group by 1, 2, 3, 4;

-- an answer is JSON, compressed: {"sums":[]}
insert into cost_probe values
  ('123456789012', 'tag-service', 'MONTHLY', '2026-09-01', '\x1f8b0800000000000203ab562a2ecd2d56b28a8ead0500700ebad20b000000', '2026-10-01T07:10:00Z');
insert into cost_fetch values
  (1, 'probe-tag-service-MONTHLY/2026-09', 1, '\x1f8b0800000000000203ab562a2ecd2d56b28a8ead0500700ebad20b000000');
insert into cost_forecast values ('123456789012', '2026-10-01', '2026-10-01', 'USD', 'NET_UNBLENDED_COST', 100.5, 90, 110);

insert into spend_by_team
select charge_day, team_id, currency, sum(billed_cost), sum(effective_cost) from charge group by 1, 2, 3;
insert into charge_month values ('2026-09-01', gen_random_uuid()), ('2026-10-01', gen_random_uuid());

-- August came as an export: of one account, what Cost Explorer said stands aside
insert into term (kind, value, hash)
select kind, value, sha256(convert_to(value, 'UTF8'))
  from (values (7, 5, 'eu-west-1'), (8, 6, 'ml.g5.xlarge-Host'), (9, 7, 'Standard'), (10, 8, 'Correction'), (11, 9, 'sp-1'),
               (12, 10, 'arn:aws:sagemaker:eu-west-1:012345678901:endpoint/rank'), (13, 11, '{"team":"vision"}')) terms (place, kind, value)
 order by place;
select ensure_charge_partition('2026-08-01');
insert into cost_export values
  (nextval('cost_export_id'), 'AWS', '123456789012', '2026-08-01', 'august.parquet', 'FOCUS 1.2', sha256('file'), 2, 1, 'team', 1,
   'Ada Admin', '2026-09-12T10:00:00Z');
insert into cost_export_sum values (1, 'USD', 0.3000000000001, 0.31);
insert into cost_export_account values (1, 1);
insert into cost_export_tag values (1, 'team');
insert into charge values
  ('2026-08-31', 1, 3, 4, 5, 1, 1, 'USD', 0.3000000000001, 0.31, null, null, null, 24, 'Hrs', 1, 7, 8, 9, 10, 11, 12, 13, 0.5, 0.4);
insert into charge_slice values
  ('2026-08-31', 1, 'august.parquet', 0, '2026-09-12T10:00:00Z', 'settled', sha256('slice'), 1, 1);
insert into superseded_charge values
  ('2026-08-31', 1, 3, 4, 5, 1, 1, 'USD', 0.3, 0.31, 0.3, 0.31, 0.3, 24, 'Hrs');
insert into superseded_slice values
  ('2026-08-31', 1, 'cost-explorer:123456789012', 2, '2026-09-01T08:00:00Z', 'settled', sha256('slice'), 1);
insert into spend_by_service values ('2026-08-31', 1, 3, 4, 'USD', 0.3000000000001, 0.31);
insert into spend_by_account values ('2026-08-31', 1, 1, 4, 'USD', 0.3000000000001, 0.31);
insert into spend_by_team values ('2026-08-31', 1, 'USD', 0.3000000000001, 0.31);
insert into spend_by_month values ('2026-08-01', 1, 1, 'USD', 0.3000000000001, 0.31);
insert into charge_month values ('2026-08-01', gen_random_uuid());

insert into saved_view (owner_id, name, name_key, address, filters, shared)
values (1, 'My month', 'my month', 'spend?range=this-month', '[]', true);
insert into table_layout values (1, 'spend', '{share}', '{}');
insert into thing_colour values ('service', sha256('Amazon Elastic Compute Cloud - Compute'), 3);

insert into department (name, name_key, valid_from) values ('Research', 'research', '2026-01-01'), ('Models', 'models', '2026-01-01');
insert into department_parent values (2, 1, '2026-01-01', null);
insert into team_department values (1, 2, '2026-01-01', null);
insert into team_cost_centre values (1, 'CC-100', '2026-01-01', null);
update ownership_order set version = 4;

insert into outbox (recipient, subject, body, asked_at, tried_since)
values ('ada@example.com', 'Bursar reads from AWS again', 'It does.', '2026-10-01T08:00:00Z', '2026-10-01T08:00:00Z');
update person set email = 'ada@example.com' where id = 1;
insert into person_link values (2, 'invitation', sha256('i'), '2026-10-01T08:00:00Z', '2026-10-08T08:00:00Z');
insert into person_session values
  (gen_random_uuid(), 1, 1, '2026-10-01T08:59:00Z', '2026-10-01T08:59:00Z', '203.0.113.7', 'Firefox', true);
insert into person_preference values (1, 'POINT_COMMA');
insert into person_totp values (1, sha256('secret'), 58000000, '2026-10-01T08:00:00Z');
insert into person_recovery_code values (1, sha256('code'));
insert into second_factor_role values ('ADMIN');
insert into person_identity values ('https://id.example.com', 'lee', 2, '2026-10-01T08:00:00Z');
insert into person_group_role values (2, 'FINANCE');
insert into person_group_team values (2, 1, '2026-01-01');
insert into person_passkey values
  ('\x01', 1, 'Key', '\x02', '\x03', '\x04', 1, true, false, false, '{usb}', '2026-10-01T08:00:00Z', '2026-10-01T08:00:00Z');

insert into sync_outage values (true, '2026-09-30T00:00:00Z', '2026-10-01T00:00:00Z');
update sync_settings set daily_cap_usd = 500, changed_by = 'Ada Admin', changed_at = '2026-10-01T08:00:00Z', version = 1;
insert into sync_schedule values ('costs', 8, 0);
insert into retention values ('costs', 120);
insert into sync_ask values ('accounts', 'person', 1, 'Ada Admin');

insert into export_job (id, person_id, kind, format, question, title, file_name, state, asked_at, ended_at, problem, what_to_do)
values (gen_random_uuid(), 1, 'spend', 'CSV', '{}', 'Spend', 'spend.csv', 'failed', '2026-10-01T08:00:00Z', '2026-10-01T08:00:05Z',
        'The disk is full.', 'Free some space.');
insert into cost_breakdown (tag_key, dimension) values ('env', 'SERVICE');
insert into breakdown_read values (1, 'DAILY', '2026-09-01', '2026-10-01T08:00:00Z', 2);
insert into breakdown_cost values (1, 'DAILY', '2026-09-30', 'prod', 'AWS Glue', 'USD', 1.5);

insert into tag_value_left_out values ('team', 'scratch');
insert into aws_identity values (true, '123456789012', 'arn:aws:iam::123456789012:role/bursar');
insert into aws_check values ('ce:GetTags', 'granted', null, null, '2026-10-01T08:00:00Z');
insert into tag_key_found values ('team', true, true, '2026-09-01');
insert into tag_key_read values ('team', '2026-09-01', '2026-10-01T08:00:00Z');
insert into tag_value_found values ('team', 'vision', 'USD', 1.20);
