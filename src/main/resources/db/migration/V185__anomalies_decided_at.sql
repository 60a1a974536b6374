-- When anomalies were last decided: what a page says of none is of that moment.
alter table anomaly_look add column decided_at timestamptz;
