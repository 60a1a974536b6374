-- Questions to X-Ray cost by the traces that AWS looked at.
alter table ml_log_question add column traces bigint check (traces >= 0);      -- null: it is one to logs, or AWS has not answered
