-- What is found of workloads, and what speaks for a change, as facts. The column reason then holds which fact it is, and the reasons of
-- figures hold their codes. Rows of before keep their sentences until workloads are judged again, which is due now; decisions keep
-- theirs for ever.
alter table ml_finding add column reason_facts jsonb;
alter table ml_proposal add column evidence_facts jsonb, add column assumption_facts jsonb;

create table reason_code (code text not null, sentence text primary key);
insert into reason_code (code, sentence) values
  ('NO_METRICS', 'CloudWatch has no metrics for these hours.'),
  ('ABOVE_CAPACITY', 'The metrics are larger than the instance’s capacity, below zero, or not numbers.'),
  ('NO_SPECIFICATION', 'The vCPUs and memory of this instance type are not known.'),
  ('INSTANCE_TYPE_NOT_GIVEN', 'AWS doesn''t say which instance type runs.'),
  ('NO_PRICE', 'AWS lists no price for this instance type here.'),
  ('NO_GPU', 'This instance type has no accelerator.'),
  ('NO_AGENT_METRICS', 'The CloudWatch agent sends no GPU metrics.'),
  ('AGENT_NOT_READ', 'Whether the CloudWatch agent sends GPU metrics is not known.'),
  ('NOT_AN_ENDPOINT', 'It is worked out for endpoints only.'),
  ('COVERAGE_TOO_LOW', 'Too few of the billed hours are measured.'),
  ('COVERAGE_TOO_HIGH', 'More hours are measured than billed.'),
  ('NO_CHARGES', 'There are no charges by resource for these days.'),
  ('NO_QUEUE_METRICS', 'CloudWatch has no metrics of the endpoint’s queue for these hours.'),
  ('NOT_READ_CAP', 'A spending cap stopped the reading of its metrics.'),
  ('NOT_READ_DENIED', 'AWS refused to give its metrics.'),
  ('NOT_READ', 'Its metrics could not be read.'),
  ('NO_REQUESTS', 'There were no requests.'),
  ('FEWER_THAN_14_DAYS', 'There are fewer than 14 days of metrics.'),
  ('FEWER_THAN_30_HOURS', 'There are fewer than 30 hours of metrics.'),
  ('SERVERLESS', 'Serverless endpoints publish no utilisation.'),
  ('ASYNCHRONOUS', 'It is not worked out for asynchronous endpoints.'),
  ('PARTLY_MEASURED', 'Some parts have metrics on this day and others have none.');
-- sentences of before that there are no codes of leave a figure that is not known, without the reason
update ml_finding
   set coverage_reason = coalesce((select code from reason_code where sentence = coverage_reason), ''),
       cpu_reason = coalesce((select code from reason_code where sentence = cpu_reason), ''),
       memory_reason = coalesce((select code from reason_code where sentence = memory_reason), ''),
       gpu_reason = coalesce((select code from reason_code where sentence = gpu_reason), ''),
       gpu_memory_reason = coalesce((select code from reason_code where sentence = gpu_memory_reason), ''),
       idle_reason = coalesce((select code from reason_code where sentence = idle_reason), ''),
       per_inference_reason = coalesce((select code from reason_code where sentence = per_inference_reason), '');
drop table reason_code;
-- judged again: nothing else has changed
update ml_judged set fingerprint = '';
