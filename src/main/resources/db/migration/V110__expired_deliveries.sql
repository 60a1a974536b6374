-- A delivery some of whose charges retention has deleted no longer adds up to its own sums.
alter table cost_export add column expired boolean not null default false;
grant update (expired) on cost_export to ${app};

update cost_export e
   set expired = true
 where e.charges > (select coalesce(sum(s.charges), 0) from charge_slice s where s.export_id = e.id);

delete from chargeback_cut_failure f
 where exists (select from cost_export e where e.billing_month = f.billing_month and e.expired);
