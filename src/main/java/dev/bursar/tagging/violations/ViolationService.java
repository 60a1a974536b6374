package dev.bursar.tagging.violations;

import dev.bursar.changes.write.Fixing;
import dev.bursar.inventory.Creation;
import dev.bursar.inventory.Creations;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Inventory.CostDays;
import dev.bursar.inventory.Inventory.MonthCost;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.list.Choices;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListSource.Done;
import dev.bursar.list.ListSource.Found;
import dev.bursar.list.ListState;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.policy.PolicyStore;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Violations of tag policies, of the resources that the person who asks may see: leads see those of teams that they lead today, and
 * nobody's in accounts that are wholly theirs. Rows, counts, groups and exports come from the same question.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class ViolationService {
    private static final int MOST_ROWS = 500;

    private final ViolationQueries queries;
    private final ResourceVisibility visibility;
    private final Inventory inventory;
    private final Creations creations;
    private final PolicyStore policies;
    private final Proposals proposals;
    private final UnreadAccounts unread;
    private final Clock clock;

    ViolationService(
            ViolationQueries queries,
            ResourceVisibility visibility,
            Inventory inventory,
            Creations creations,
            PolicyStore policies,
            Proposals proposals,
            UnreadAccounts unread,
            Clock clock) {
        this.queries = queries;
        this.visibility = visibility;
        this.inventory = inventory;
        this.creations = creations;
        this.policies = policies;
        this.proposals = proposals;
        this.unread = unread;
        this.clock = clock;
    }

    /**
     * What the page says before its rows.
     *
     * @param violations that the question finds
     * @param resources that have them
     * @param cost of the resources on the latest 30 days, each once, by currency
     * @param costUnknown resources whose cost is not known
     * @param states how many violations there are of each state, whatever states were asked for
     * @param policyNames by number, of policies that hold
     * @param days that costs are of; empty while no export names resources
     * @param readAt when the last place was read; empty while none has been
     * @param checkedAt when tags were last held against policies
     * @param unread accounts whose resources were not read, or not all of them
     * @param choices what filters offer
     * @param hidden violations of resources that AWS doesn't charge for, where the question leaves them out
     */
    public record Page(
            long violations,
            long resources,
            Map<String, BigDecimal> cost,
            long costUnknown,
            Map<ViolationState, Long> states,
            Map<Integer, String> policyNames,
            Optional<CostDays> days,
            Optional<Instant> readAt,
            Optional<Instant> checkedAt,
            UnreadAccounts.Answer unread,
            Choices choices,
            long hidden) {
        public Found found() {
            Map<String, Map<String, BigDecimal>> totals = new TreeMap<>();
            cost.forEach((currency, sum) -> totals.put(currency, Map.of("cost", sum)));
            return new Found(violations, Optional.of(new Done("Tags read", readAt)), totals);
        }

        public Page {
            cost = new TreeMap<>(cost);
            states = Map.copyOf(states);
            policyNames = new TreeMap<>(policyNames);
        }
    }

    @Bean
    static ListSource<ViolationRow> violationList(ViolationService service) {
        return Violations.LISTING.source(service::found, service::each);
    }

    public Page page(ListState state) {
        Visible visible = Violations.visible(state, visibility);
        return queries.page(
                state,
                visible,
                Today.of(clock),
                policies.all().stream().collect(Collectors.toMap(TagPolicy::id, TagPolicy::name)),
                inventory.costDays(),
                inventory.readings().stream().map(Inventory.Reading::at).max(Instant::compareTo),
                unread.of(visible));
    }

    public Found found(ListState state) {
        return page(state).found();
    }

    /** At most 500 rows from {@code offset} on, in the question's order. */
    public List<ViolationRow> rows(ListState state, int offset, int limit) {
        return queries.rows(
                state,
                Violations.visible(state, visibility),
                Today.of(clock),
                Math.max(0, offset),
                Math.clamp(limit, 1, MOST_ROWS));
    }

    /** All rows, in the question's order, for a file. */
    public void each(ListState state, Consumer<ViolationRow> consumer) {
        queries.each(state, Violations.visible(state, visibility), Today.of(clock), consumer);
    }

    /** Resources without a required tag; empty while there are none. */
    public Optional<Untagged> untagged() {
        return untagged(Violations.UNTAGGED);
    }

    /** What probably belongs to teams that the person who asks leads; empty while nothing does. */
    public Optional<Untagged> probable() {
        return untagged(Violations.probable(Violations.USUAL));
    }

    private Optional<Untagged> untagged(ListState state) {
        return queries.untagged(state, Violations.visible(state, visibility), Today.of(clock));
    }

    /** In which accounts resources have been held against policies; empty where there is no policy, or it was never done. */
    public Optional<UnreadAccounts.Answer> checked() {
        return policies.all().isEmpty() || queries.checkedAt().isEmpty()
                ? Optional.empty()
                : Optional.of(unread.of(visibility.now()));
    }

    /**
     * What a question finds of one team, account, type, key or policy; the dearest first.
     *
     * @param key as the question's filter takes it
     * @param label as shown; "" for nobody
     */
    public record GroupRow(String key, String label, long violations, long resources, Map<String, BigDecimal> cost) {}

    public List<GroupRow> groups(ListState state, Violations.Group by) {
        return queries.groups(state, by, Violations.visible(state, visibility), Today.of(clock));
    }

    /**
     * A likely value with what it rests on and the lines that set it.
     *
     * @param cli for a shell; empty where the Tagging API would change more than the tag
     */
    public record Suggestion(String value, Sign sign, Optional<String> cli, String terraform) {}

    /**
     * A violation of the resource, and what its tag most likely should be, the likeliest first.
     *
     * @param fixing an open change to AWS that fixes it
     */
    public record Wrong(
            ViolationRow row, String policy, String allowed, List<Suggestion> suggestions, Optional<Fixing> fixing) {
        public Wrong {
            suggestions = List.copyOf(suggestions);
        }
    }

    /** A month's EffectiveCost of a resource; only what the person may see of it. */
    public record Month(YearMonth month, String currency, BigDecimal effectiveCost) {}

    /**
     * A resource with all that is known of it.
     *
     * @param console its page in AWS's console
     * @param months the last three with costs
     * @param probable whether nobody owns it and it points at teams of the person who asks
     * @param creation who made it; empty where no event that was read says
     */
    public record Details(
            Resource resource,
            String accountName,
            @Nullable String owner,
            List<Wrong> wrong,
            List<Month> months,
            Optional<String> console,
            Optional<Creation> creation,
            boolean probable) {
        public Details {
            wrong = List.copyOf(wrong);
            months = List.copyOf(months);
        }
    }

    /** Empty where there is no such resource, it violates nothing, or the person may not see it. */
    public Optional<Details> details(long resourceId) {
        Visible visible = visibility.now();
        List<ViolationRow> rows = queries.ofResource(resourceId, false, visible, Today.of(clock));
        if (!rows.isEmpty()) {
            return details(rows, visible, false);
        }
        Visible asLead = visibility.asLead();
        List<ViolationRow> probable = queries.ofResource(resourceId, true, asLead, Today.of(clock));
        return probable.isEmpty() ? Optional.empty() : details(probable, asLead, true);
    }

    private Optional<Details> details(List<ViolationRow> rows, Visible visible, boolean probable) {
        return inventory.find(rows.getFirst().resource()).map(resource -> {
            var suggestions = proposals.of(visible, rows);
            Map<Long, Fixing> fixing = proposals.fixing(rows);
            List<Wrong> wrong = rows.stream()
                    .collect(Collectors.toMap(ViolationRow::id, row -> row, (one, other) -> one, TreeMap::new))
                    .values()
                    .stream()
                    .flatMap(row -> suggestions.policy(row.policy()).stream()
                            .map(policy -> new Wrong(
                                    row,
                                    policy.name(),
                                    Proposals.allowed(policy),
                                    suggested(row, policy, resource, suggestions.of(row, policy, resource)),
                                    Optional.ofNullable(fixing.get(row.id())))))
                    .toList();
            ViolationRow first = rows.getFirst();
            return new Details(
                    resource,
                    first.accountName(),
                    first.owner(),
                    wrong,
                    months(resource, visible, probable),
                    TagFix.console(resource),
                    creations.of(resource.arn()),
                    probable);
        });
    }

    private List<Month> months(Resource resource, Visible visible, boolean probable) {
        record At(LocalDate month, String currency) {}
        Map<At, BigDecimal> sums = new java.util.LinkedHashMap<>();
        for (MonthCost cost : inventory.months(resource.id())) {
            if (visible.showsCost(cost.team(), resource.account())
                    || probable && cost.team().equals(TeamId.UNALLOCATED)) {
                sums.merge(new At(cost.month(), cost.currency()), cost.effectiveCost(), BigDecimal::add);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new Month(
                        YearMonth.from(sum.getKey().month()), sum.getKey().currency(), sum.getValue()))
                .toList();
    }

    private static List<Suggestion> suggested(
            ViolationRow row, TagPolicy policy, Resource resource, List<Likely> likely) {
        @Nullable
        String drop =
                row.finding().problem() == Problem.KEY_CASE ? row.finding().found() : null;
        return likely.stream()
                .map(one -> new Suggestion(
                        one.value(),
                        one.sign(),
                        TagFix.cli(resource, policy.key(), one.value(), drop),
                        TagFix.terraform(resource, policy.key(), one.value())))
                .toList();
    }
}
