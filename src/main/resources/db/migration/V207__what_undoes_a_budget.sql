-- What brings a budget's value back says which budget it is about, as what wrote it does.
update aws_change_item i
   set source = o.source
  from aws_change c, aws_change_item o
 where c.id = i.change_id and c.kind = 'budgets' and o.change_id = c.undoes and o.subject = i.subject and o.part = i.part
   and i.source is null;
