-- What a database of the first landing (migrations 1 to 5) may hold: something in every table.
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
insert into account values ('012345678901', 'Vision production', '123456789012', 'ACTIVE', '2026-10-01T07:00:05Z'),
                           ('222222222222', 'Shared', '123456789012', 'ACTIVE', '2026-10-01T07:00:05Z');

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
