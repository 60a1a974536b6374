package dev.bursar.inventory;

import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which resources the person who asks may see: all, or those of teams that they lead today and nobody's in accounts wholly theirs. */
@Component
@Transactional(readOnly = true)
public class ResourceVisibility {
    public static final Visible EVERYTHING = new Visible(true, Set.of(), Set.of());

    private final JdbcClient jdbc;
    private final Scope scope;
    private final Clock clock;

    ResourceVisibility(JdbcClient jdbc, Scope scope, Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * @param everything then the other two are empty
     * @param teams led today
     * @param accounts of which every charge of the latest month with costs belongs to these teams
     */
    public record Visible(boolean everything, Set<TeamId> teams, Set<String> accounts) {
        public Visible {
            teams = Set.copyOf(teams);
            accounts = Set.copyOf(accounts);
        }

        public boolean nothing() {
            return !everything && teams.isEmpty();
        }

        public boolean shows(Resource resource) {
            return showsCost(resource.team(), resource.account());
        }

        /** Whether a cost may be shown that a resource of the account causes the team. */
        public boolean showsCost(TeamId team, String account) {
            return everything || teams.contains(team) || team.equals(TeamId.UNALLOCATED) && accounts.contains(account);
        }

        /** For a statement: the teams' numbers. */
        public Integer[] teamNumbers() {
            return teams.stream().map(TeamId::value).sorted().toArray(Integer[]::new);
        }

        /** For a statement: the accounts' ids. */
        public String[] accountIds() {
            return accounts.stream().sorted().toArray(String[]::new);
        }
    }

    public Visible now() {
        Visibility visibility = scope.visibility();
        return visibility.everything() ? EVERYTHING : of(visibility);
    }

    /** The same by the teams that they lead today alone, whatever else they are. */
    public Visible asLead() {
        return of(scope.asLead());
    }

    private Visible of(Visibility visibility) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        List<TeamId> led = visibility.spans().stream()
                .filter(span -> !today.isBefore(span.from()) && today.isBefore(span.to()))
                .map(Visibility.Span::team)
                .distinct()
                .sorted()
                .toList();
        return new Visible(false, Set.copyOf(led), led.isEmpty() ? Set.of() : whollyOwn(led, today));
    }

    private Set<String> whollyOwn(List<TeamId> teams, LocalDate today) {
        return Set.copyOf(jdbc.sql("""
                        select a.value from spend_by_month m join term a on a.id = m.account_id
                         where m.charge_month = (select max(charge_month) from spend_by_month where charge_month <= :today)
                         group by a.value having bool_and(m.team_id = any(:teams))
                        """)
                .param("today", today)
                .param("teams", teams.stream().map(TeamId::value).toArray(Integer[]::new))
                .query(String.class)
                .list());
    }
}
