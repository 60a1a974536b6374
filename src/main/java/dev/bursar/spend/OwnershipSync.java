package dev.bursar.spend;

import dev.bursar.kernel.Visibility;
import dev.bursar.setup.TeamKey;
import dev.bursar.spend.Ownership.Owner;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives stored charges their owners anew when ownership rules have changed, or the tag that names teams those of exports; month
 * by month, and nothing is asked of AWS.
 */
@Component
@Order(30)
class OwnershipSync implements SyncJob {
    static final String NAME = "ownership";
    private final JdbcClient jdbc;
    private final OwnershipRules rules;
    private final SpendQueries queries;
    private final Terms terms;
    private final Rollups rollups;
    private final AppliedRules applied;
    private final ExportTags exportTags;
    private final TeamKey teamKey;

    OwnershipSync(
            JdbcClient jdbc,
            OwnershipRules rules,
            SpendQueries queries,
            Terms terms,
            Rollups rollups,
            AppliedRules applied,
            ExportTags exportTags,
            TeamKey teamKey) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.queries = queries;
        this.terms = terms;
        this.rollups = rollups;
        this.applied = applied;
        this.exportTags = exportTags;
        this.teamKey = teamKey;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Apply ownership rules";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public int run(Run run) {
        run.commit(() -> exportTags.follow(teamKey.key().orElse("")));
        List<OwnershipRule> all = rules.all();
        if (applied.are(all)) {
            run.report(run.progress().doing("The rules have not changed"));
            return 0;
        }
        var ownership = new Ownership(all);
        queries.extent(Visibility.EVERYTHING).ifPresent(extent -> {
            for (LocalDate month = extent.from().withDayOfMonth(1);
                    month.isBefore(extent.to());
                    month = month.plusMonths(1)) {
                run.report(run.progress().doing("Applying rules to " + YearMonth.from(month)));
                LocalDate current = month;
                int changed = run.commit(() -> apply(ownership, current));
                run.report(run.progress().rows(run.progress().rowsChanged() + changed));
            }
        });
        run.commit(() -> applied.remember(all));
        return 0;
    }

    /** Loads of the month that read the rules before they changed come first, and what they stored is looked at here. */
    private int apply(Ownership ownership, LocalDate month) {
        rollups.lock(List.of(month));
        LocalDate end = month.plusMonths(1);
        var cuts = new TreeSet<LocalDate>(ownership.changes().subSet(month, false, end, false));
        cuts.add(month);
        cuts.add(end);
        int changed = 0;
        LocalDate from = month;
        for (LocalDate to : cuts.tailSet(month, false)) {
            changed += apply(ownership, from, to);
            from = to;
        }
        if (changed > 0) {
            rollups.recompute(days(month, end));
        }
        return changed;
    }

    /** Days between which no rule begins or ends. */
    private int apply(Ownership ownership, LocalDate from, LocalDate to) {
        List<int[]> combinations = jdbc.sql("""
                        select distinct account_id, service_id, tag_value_id, team_id, rule_id
                          from charge where charge_day >= :from and charge_day < :to
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, number) ->
                        new int[] {row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)})
                .list();
        Set<Integer> ids = new HashSet<>();
        combinations.forEach(row -> ids.addAll(List.of(row[0], row[1], row[2])));
        Map<Integer, String> texts = terms.texts(ids);
        var moved = new ArrayList<int[]>();
        for (int[] row : combinations) {
            Owner owner = ownership.of(
                    from,
                    texts.getOrDefault(row[0], ""),
                    texts.getOrDefault(row[1], ""),
                    texts.getOrDefault(row[2], ""));
            if (owner.team().value() != row[3] || owner.rule() != row[4]) {
                moved.add(new int[] {row[0], row[1], row[2], owner.team().value(), owner.rule()});
            }
        }
        if (moved.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        update charge c set team_id = n.team, rule_id = n.rule
                          from unnest(:accounts, :services, :tags, :teams, :rules) n (account, service, tag, team, rule)
                         where c.charge_day >= :from and c.charge_day < :to
                           and c.account_id = n.account and c.service_id = n.service and c.tag_value_id = n.tag
                           and (c.team_id, c.rule_id) is distinct from (n.team, n.rule)
                        """)
                .param("accounts", column(moved, 0))
                .param("services", column(moved, 1))
                .param("tags", column(moved, 2))
                .param("teams", column(moved, 3))
                .param("rules", column(moved, 4))
                .param("from", from)
                .param("to", to)
                .update();
    }

    private static Integer[] column(List<int[]> rows, int at) {
        return rows.stream().map(row -> row[at]).toArray(Integer[]::new);
    }

    private static List<LocalDate> days(LocalDate from, LocalDate to) {
        return from.datesUntil(to).toList();
    }
}
