-- Whoever accepted a version can withdraw that until finance acts on it. All answers are kept, the last one counts: with odd numbers
-- those that were given or missed, with even ones their withdrawals.
alter table chargeback_answer
  drop constraint chargeback_answer_statement_id_key,
  drop constraint chargeback_answer_kind_check,
  drop constraint chargeback_answer_check,
  add column number int not null default 1 check (number > 0),
  add check (kind in ('ACCEPTED', 'NO_ANSWER', 'WITHDRAWN')),
  add check ((kind = 'NO_ANSWER') = (answered_by is null) and (answered_by is null) = (answered_by_name is null)),
  add check ((kind = 'WITHDRAWN') = (number % 2 = 0)),
  add unique (statement_id, number);
alter table chargeback_answer alter column number drop default;
