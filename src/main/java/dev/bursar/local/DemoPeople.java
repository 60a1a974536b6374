package dev.bursar.local;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One person of each role to sign in as; {@link DemoGuard} sees to it that they exist in demos only. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
@Order(200)
class DemoPeople implements ApplicationRunner {
    static final String PASSWORD = "bursar-demo-2026";
    private static final List<String> LED = List.of("Fraud", "Search");
    private static final LocalDate SINCE = LocalDate.of(2000, 1, 1);

    private final People people;
    private final BackgroundScope background;
    private final JdbcClient jdbc;

    /** {@code guard} has to have let the demo start before anybody is made. */
    DemoPeople(People people, BackgroundScope background, JdbcClient jdbc, DemoGuard guard) {
        this.people = people;
        this.background = background;
        this.jdbc = jdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        background.run(() -> {
            var lead = person("lead", "Demo lead", Role.LEAD);
            person("finance", "Demo finance", Role.FINANCE);
            person("admin", "Demo admin", Role.ADMIN);
            person("auditor", "Demo auditor", Role.AUDITOR);
            var led = people.led(lead).stream().map(LedTeam::team).toList();
            teams().stream()
                    .filter(team -> !led.contains(team))
                    .forEach(team -> people.assignLead(lead, new LedTeam(team, SINCE, null)));
        });
    }

    private PersonId person(String userName, String name, Role role) {
        var known = people.find(userName);
        if (known.isPresent()) {
            return known.get().id();
        }
        var id = people.create(new NewPerson(userName, name, Set.of(role)));
        people.setPassword(id, PASSWORD);
        return id;
    }

    private List<TeamId> teams() {
        return jdbc.sql("""
                select id from team
                where valid_to is null and lower(name) in (:names)
                order by id
                """)
                .param(
                        "names",
                        LED.stream()
                                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                                .toList())
                .query((row, i) -> new TeamId(row.getInt("id")))
                .list();
    }
}
