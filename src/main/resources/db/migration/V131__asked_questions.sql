-- What came of a question to logs or traces, without its lines: whoever may see the workload and not ask sees that.
alter table ml_log_question
  add column matched  bigint check (matched >= 0),     -- lines or traces that were found; null: AWS has not answered, or it was not kept yet
  add column complete boolean;                         -- false: it was stopped, so only a part was looked at; null like matched
