package dev.bursar.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets no transaction of a test commit that changed charges or their sums without giving their month another version: what was
 * derived from the month and is kept elsewhere would be taken for current.
 */
public final class VersionGuard {
    private VersionGuard() {}

    /** A month's version may also go with its last rows. */
    public static void on(TestDatabase database) {
        var owner = database.owner();
        try {
            var jdbc = JdbcClient.create(owner);
            jdbc.sql("""
                    create function month_has_new_version() returns trigger language plpgsql as $$
                    declare
                      of_month date;
                      left_over boolean;
                    begin
                      if tg_argv[0] = 'charge_month' then
                        of_month := coalesce(new.charge_month, old.charge_month);
                      else
                        of_month := date_trunc('month', coalesce(new.charge_day, old.charge_day)::timestamp);
                      end if;
                      if exists (select from charge_month
                                  where charge_month = of_month and xmin = pg_current_xact_id()::xid) then
                        return null;
                      end if;
                      execute format('select exists (select from %I where %I >= $1 and %I < $1 + interval ''1 month'')',
                                     tg_argv[1], tg_argv[0], tg_argv[0]) into left_over using of_month;
                      if left_over or exists (select from charge_month where charge_month = of_month) then
                        raise exception '% of % changed and its month has no new version', tg_argv[1], of_month;
                      end if;
                      return null;
                    end $$
                    """).update();
            for (String table :
                    new String[] {"charge", "spend_by_service", "spend_by_account", "spend_by_team", "spend_by_month"
                    }) {
                String day = table.equals("spend_by_month") ? "charge_month" : "charge_day";
                jdbc.sql("create constraint trigger new_version after insert or update or delete on " + table
                                + " deferrable initially deferred for each row execute function month_has_new_version('"
                                + day + "', '" + table + "')")
                        .update();
            }
        } finally {
            owner.destroy();
        }
    }
}
