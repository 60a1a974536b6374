-- A family of jobs has a variant for each instance type, so that its utilisation is that of what its jobs ran on. The one variant that it
-- had was never measured.
delete from ml_variant v using ml_workload w where w.id = v.workload_id and w.kind = 'job-family';
insert into ml_variant (workload_id, name, shadow, instance_type, weight, reserved)
select distinct w.id, j.instance_type, false, j.instance_type, 1, false
  from ml_workload w join ml_job j on j.workload_id = w.id
 where w.kind = 'job-family' and j.instance_type is not null and j.created_at >= now() - interval '30 days';
