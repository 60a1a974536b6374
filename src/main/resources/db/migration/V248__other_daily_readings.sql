insert into daily_reading (name, asked_at, read_at, refused_at, problem, what_to_do)
select 'aws-budgets', greatest(read_at, refused_at), read_at, refused_at, problem, what_to_do from aws_budget_reading
union all
select 'documents', greatest(read_at, refused_at), read_at, refused_at, problem, what_to_do from aws_document_reading;

-- Those that AWS bills, which said with '' that nothing was wrong.
insert into daily_reading (name, enabled, set_by, set_at, asked_at, read_at, refused_at, problem, what_to_do)
select name, enabled, set_by, set_at, tried_at, read_at, case when problem <> '' then tried_at end, nullif(problem, ''),
       case when problem <> '' then what_to_do end
  from (select 'aws-anomalies' as name, enabled, set_by, set_at, tried_at, read_at, problem, what_to_do from aws_anomaly_reading
        union all
        select 'ml-resource-costs', enabled, set_by, set_at, tried_at, (select max(read_at) from ml_resource_cost_day), problem, what_to_do
          from ml_resource_cost_state) paid;
drop table aws_budget_reading, aws_document_reading, aws_anomaly_reading, ml_resource_cost_state;
