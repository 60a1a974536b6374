-- What a database of the third landing (migrations 71 and 72) may hold beside what the second one's may.
update cost_export set origin = 's3://exports/costs/';
insert into cost_delivery values
  ('s3://exports/costs/', '2026-08', '"tag"', sha256('files'), null, null, '2026-09-12T10:00:00Z'),
  ('s3://exports/again/', '2026-08', '"tag"', null, 's3://exports/costs/', 'The same is delivered there.', '2026-09-12T10:00:00Z');
insert into sync_request values ('2026-10-01', 5, 's3:GetObject', '123456789012', 'answered', 7, 0.0000028);

insert into cost_import (id, person_id, person, files, state, attempt, asked_at, started_at, ended_at, progress, result) values
  (gen_random_uuid(), 1, 'Ada Admin', '[{"name":"august.parquet","bytes":457745,"stored":"process-1/upload-1"}]', 'done', 1,
   '2026-09-12T09:59:00Z', '2026-09-12T09:59:01Z', '2026-09-12T10:00:00Z',
   '{"step":"HANDING_OVER","files":1,"ofFiles":1,"rows":2,"ofRows":2,"charges":1}',
   '{"stored":{"format":"FOCUS","parts":[{"provider":"AWS","billingAccount":"123456789012","billingPeriod":"2026-08","accounts":1,"from":"2026-08-01","to":"2026-09-01","lines":2,"charges":1,"sums":{"USD":{"billed":0.3000000000001,"effective":0.31}}}]},"totals":{"USD":{"BilledCost":0.3000000000001,"EffectiveCost":0.31}}}');
