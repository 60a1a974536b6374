-- By when months are closed: days after the month's end by which each step is done, and who in finance does it. No row: the usual days.
create table closing_calendar (
  single         boolean primary key default true check (single),
  version        int not null default 0,
  documents_days int not null check (documents_days between 1 and 90),
  issued_days    int not null check (issued_days between documents_days and 90),
  answered_days  int not null check (answered_days between issued_days and 90),
  closed_days    int not null check (closed_days between answered_days and 90),
  documents_by   int references person,                  -- null: everybody in finance
  issued_by      int references person,
  answered_by    int references person,
  closed_by      int references person,
  mailed_on      date                                    -- the day on which it was decided last whom to remind
);
grant select, insert, update on closing_calendar to ${app};
