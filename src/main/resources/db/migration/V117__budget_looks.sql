-- Alerts are decided by the second of two looks that see the same costs, budgets and day.
alter table budget_look add column done boolean not null default true;  -- whether alerts were decided by what was seen
alter table budget_look alter column done drop default;
