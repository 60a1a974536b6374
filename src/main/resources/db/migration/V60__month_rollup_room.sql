-- A re-load changes a month's rows in place: with room left in their pages no index entry and no new page is needed.
alter table spend_by_month set (fillfactor = 50);
