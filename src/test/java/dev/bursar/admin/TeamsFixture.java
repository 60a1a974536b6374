package dev.bursar.admin;

import dev.bursar.charges.ChargeFixture;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A portal's database with the teams and charges of {@link ChargeFixture} and nothing else, for tests that change teams. */
public final class TeamsFixture {
    private TeamsFixture() {}

    public static void load(ApplicationContext portal) {
        empty(portal);
        ChargeFixture.load(portal);
    }

    public static void empty(ApplicationContext portal) {
        try (var owner = portal.getBean(TestDatabase.class).owner()) {
            JdbcClient.create(owner).sql("""
                            truncate team, department, person_team, team_department, department_parent, team_cost_centre,
                              ownership_rule, charge, charge_slice, spend_by_service, spend_by_account, spend_by_team, spend_by_month,
                              account, scheduled_tasks cascade
                            """).update();
        }
    }

    /** Gives stored charges their owners by the present rules, as the job does that each change of rules makes due. */
    public static void applyRules(ApplicationContext portal) {
        portal.getBeansOfType(SyncJob.class).values().stream()
                .filter(job -> job.name().equals("ownership"))
                .findFirst()
                .flatMap(job -> portal.getBean(SyncRunner.class).run(job, "test"))
                .orElseThrow();
    }

    public static List<String> journal(ApplicationContext portal, String subject) {
        return portal.getBean(TestDatabase.class)
                .jdbc()
                .sql("""
                        select actor_name || ' ' || action || coalesce(' ' || after::text, '') from journal
                        where subject = ? order by id
                        """)
                .param(subject)
                .query(String.class)
                .list();
    }
}
