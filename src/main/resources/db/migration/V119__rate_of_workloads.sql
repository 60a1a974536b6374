-- What a month costs as now, in the finding's currency; null where no whole day at the present size is known.
alter table ml_finding add column rate numeric;
-- Of how many days the cost is: those that the workload had charges, or measured hours, on.
alter table ml_finding add column cost_days int;
-- Findings had costs of 14 days that stood for 30: the next run judges anew.
update ml_judged set fingerprint = '';
