-- When anomalies were last decided: what a page says of none is of that moment.
alter table anomaly_look add column decided_at timestamptz;
-- what was decided before is decided again, so that it is known when
update anomaly_look set seen = '', done = false;
