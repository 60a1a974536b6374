-- Whether a month with open disputes can't be closed. It can, until finance says otherwise in the closing calendar.
alter table closing_calendar add column disputes_block boolean not null default false;
