-- Pages name the days that AWS restated; few are.
create index charge_slice_restated on charge_slice (charge_day) where finality = 'restated';
