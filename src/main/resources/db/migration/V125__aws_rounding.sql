-- What a cut's charges come to when each line of AWS's documents is rounded, by what AWS may take as a line.
create table chargeback_cut_rounding (
  cut_id     bigint not null references chargeback_cut on delete cascade,
  currency   char(3) not null,
  lines_by   text not null check (lines_by in ('SERVICE', 'CHARGE_TYPE', 'USAGE_TYPE', 'USAGE_AND_CHARGE_TYPE', 'FINEST')),
  lines      int not null,
  billed     numeric not null,    -- of all lines, not rounded
  rounded    numeric not null,    -- each to 0.01
  rounded_up numeric not null,    -- the same, but lines under 0.01 count 0.01
  primary key (cut_id, currency, lines_by)
);
grant select, insert, delete on chargeback_cut_rounding to ${app};
