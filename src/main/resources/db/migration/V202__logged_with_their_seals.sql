-- Adjustments, what was decided of them and accepted differences come with the entry of the activity log that has their seal, too.
create constraint trigger logged after insert on chargeback_adjustment deferrable initially deferred
  for each row execute function refuse_unlogged('adjustment', 'id');
create constraint trigger logged after insert on chargeback_adjustment_decision deferrable initially deferred
  for each row execute function refuse_unlogged('decision', 'adjustment_id');
create constraint trigger logged after insert on chargeback_accepted_difference deferrable initially deferred
  for each row execute function refuse_unlogged('difference', 'transaction_id');
