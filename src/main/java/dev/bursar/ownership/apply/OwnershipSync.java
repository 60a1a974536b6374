package dev.bursar.ownership.apply;

import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.store.ChargeOwners;
import dev.bursar.kernel.Visibility;
import dev.bursar.ownership.AppliedRules;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.Run;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Gives stored charges their owners anew when ownership rules have changed, or the tags that name teams those of exports; month
 * by month, and nothing is asked of AWS.
 */
@Component
public class OwnershipSync implements SyncJob {
    public static final String NAME = OwnershipRuleService.JOB;
    private final OwnershipRules rules;
    private final CostQueries queries;
    private final ChargeOwners owners;
    private final AppliedRules applied;
    private final TagTeams tagTeams;
    private final TeamKey teamKey;

    OwnershipSync(
            OwnershipRules rules,
            CostQueries queries,
            ChargeOwners owners,
            AppliedRules applied,
            TagTeams tagTeams,
            TeamKey teamKey) {
        this.rules = rules;
        this.queries = queries;
        this.owners = owners;
        this.applied = applied;
        this.tagTeams = tagTeams;
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
    public List<String> after() {
        return List.of("costs", "reach", "exports");
    }

    @Override
    public int run(Run run) {
        run.commit(() -> {
            owners.follow(teamKey.keys()).ifPresent(values -> {
                applied.forget();
                tagTeams.claim(values);
            });
            return true;
        });
        List<OwnershipRule> all = rules.all();
        if (applied.are(all)) {
            run.report(run.progress().doing(RuleText.UNCHANGED));
            return 0;
        }
        var ownership = new Ownership(all);
        queries.extent(Visibility.EVERYTHING).ifPresent(extent -> {
            for (LocalDate month = extent.from().withDayOfMonth(1);
                    month.isBefore(extent.to());
                    month = month.plusMonths(1)) {
                run.report(run.progress().doing("Applying rules to " + YearMonth.from(month)));
                LocalDate current = month;
                int changed = run.commit(() -> owners.apply(ownership, current));
                run.report(run.progress().rows(run.progress().rowsChanged() + changed));
            }
        });
        run.commit(() -> applied.remember(all));
        return 0;
    }
}
