-- Adjustments, what was decided of them, accepted differences, transactions, issues and closings come with the entry of the activity log that has their seal, too.
create constraint trigger logged after insert on chargeback_adjustment deferrable initially deferred
  for each row execute function refuse_unlogged('adjustment', 'id');
create constraint trigger logged after insert on chargeback_adjustment_decision deferrable initially deferred
  for each row execute function refuse_unlogged('decision', 'adjustment_id');
create constraint trigger logged after insert on chargeback_accepted_difference deferrable initially deferred
  for each row execute function refuse_unlogged('difference', 'transaction_id');
create constraint trigger logged after insert on ledger_transaction deferrable initially deferred
  for each row execute function refuse_unlogged('transaction', 'id');
create constraint trigger logged after insert on chargeback_issue deferrable initially deferred
  for each row execute function refuse_unlogged('issue', 'id');
create constraint trigger logged after update on ledger_month deferrable initially deferred
  for each row when (new.closed_at is not null) execute function refuse_unlogged('closing', 'billing_month', '7');
