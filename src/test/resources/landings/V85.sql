-- What a database of the fourth landing (migrations 80 to 85) may hold beside what the third one's may: exports and imports in every
-- state, and the tasks of those that are under way.
insert into export_job (id, person_id, kind, format, question, title, file_name, state, attempt, asked_at, ended_at, expires_at, visible,
                        file_size, rows_all, rows_done) values
  ('00000000-0000-4000-8000-000000000001', 1, 'spend', 'CSV', '{}', 'Waits', 'x.csv', 'waiting', 0, '2026-10-01T08:01:00Z', null, null, null, null, null, 0),
  ('00000000-0000-4000-8000-000000000002', 1, 'spend', 'CSV', '{}', 'Runs', 'x.csv', 'running', 2, '2026-10-01T08:02:00Z', null, null, null, null, 100, 40),
  ('00000000-0000-4000-8000-000000000003', 1, 'spend', 'XLSX', '{}', 'Is there', 'x.xlsx', 'ready', 1, '2026-10-01T08:03:00Z', '2026-10-01T08:04:00Z', '2026-10-02T08:04:00Z', '{"everything":true,"spans":[]}', 321, 7, 7),
  ('00000000-0000-4000-8000-000000000004', 1, 'spend', 'XLSX', '{}', 'Is over', 'x.xlsx', 'expired', 1, '2026-10-01T08:04:00Z', '2026-10-01T08:05:00Z', '2026-10-01T08:05:01Z', '{"everything":true,"spans":[]}', 321, 7, 7),
  ('00000000-0000-4000-8000-000000000005', 2, 'spend', 'CSV', '{}', 'Nobody wants it', 'x.csv', 'cancelled', 1, '2026-10-01T08:05:00Z', '2026-10-01T08:06:00Z', null, null, null, null, 3);

insert into cost_import (id, person_id, person, files, state, attempt, asked_at, started_at, ended_at, cancel_asked_by, progress, file,
                         file_row, file_column, problem, what_to_do) values
  ('00000000-0000-4000-8000-000000000011', 1, 'Ada Admin', '[{"name":"a.csv","bytes":1,"stored":"x"}]', 'unchanged', 1, '2026-09-13T08:00:00Z', '2026-09-13T08:00:00Z', '2026-09-13T08:00:01Z', null, null, null, null, null, null, null),
  ('00000000-0000-4000-8000-000000000012', 1, 'Ada Admin', '[{"name":"a.csv","bytes":1,"stored":"x"}]', 'refused', 1, '2026-09-14T08:00:00Z', '2026-09-14T08:00:00Z', '2026-09-14T08:00:01Z', null, null, 'a.csv', 12, 'BilledCost', 'It is no number.', 'Export it again.'),
  ('00000000-0000-4000-8000-000000000013', 1, 'Ada Admin', '[{"name":"a.csv","bytes":1,"stored":"x"}]', 'failed', 1, '2026-09-15T08:00:00Z', '2026-09-15T08:00:00Z', '2026-09-15T08:00:01Z', null, null, null, null, null, 'It could not be read.', 'Import it once more.'),
  ('00000000-0000-4000-8000-000000000014', 1, 'Ada Admin', '[{"name":"a.csv","bytes":1,"stored":"x"}]', 'cancelled', 1, '2026-09-16T08:00:00Z', '2026-09-16T08:00:00Z', '2026-09-16T08:00:01Z', 'Lee', null, null, null, null, null, null),
  ('00000000-0000-4000-8000-000000000015', 1, 'Ada Admin', '[{"name":"a.csv","bytes":1,"stored":"x"}]', 'running', 1, '2026-10-01T08:00:00Z', '2026-10-01T08:00:10Z', null, 'Lee',
   '{"step":"CHECKING","files":1,"ofFiles":1,"rows":2,"ofRows":2,"charges":0}', null, null, null, null, null);

insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values
  ('errand-export', '00000000-0000-4000-8000-000000000001', '2026-10-01T08:01:00Z', false, 1),
  ('errand-export', '00000000-0000-4000-8000-000000000002', '2026-10-01T08:02:00Z', true, 2),
  ('errand-import', '00000000-0000-4000-8000-000000000015', '2026-10-01T08:00:00Z', true, 2);
