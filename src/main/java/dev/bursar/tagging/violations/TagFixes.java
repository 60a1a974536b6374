package dev.bursar.tagging.violations;

import dev.bursar.changes.write.Fixing;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Today;
import dev.bursar.list.ListState;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What many tags most likely should be and the lines that set them, of the resources that the person who asks may see now. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class TagFixes {
    /** So many violations are mended by one script. */
    public static final int MOST = 500;

    private static final int MOST_ROWS = 500;

    private final ViolationQueries queries;
    private final ResourceVisibility visibility;
    private final Inventory inventory;
    private final Proposals proposals;
    private final Clock clock;

    TagFixes(
            ViolationQueries queries,
            ResourceVisibility visibility,
            Inventory inventory,
            Proposals proposals,
            Clock clock) {
        this.queries = queries;
        this.visibility = visibility;
        this.inventory = inventory;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * A violation with what the tag most likely should be.
     *
     * @param value null where nothing is likely
     * @param sign what the value rests on; null where nothing is likely
     * @param fixing an open change to AWS that fixes it
     */
    public record Listed(
            ViolationRow row,
            @Nullable String value,
            @Nullable Sign sign,
            Optional<Fixing> fixing) {}

    /** At most 500 violations from {@code offset} on, in the question's order. */
    public List<Listed> rows(ListState state, int offset, int limit) {
        Visible visible = Violations.visible(state, visibility);
        List<ViolationRow> rows =
                queries.rows(state, visible, Today.of(clock), Math.max(0, offset), Math.clamp(limit, 1, MOST_ROWS));
        var asked = proposals.of(visible, rows);
        Map<Long, Resource> resources = resources(rows);
        Map<Long, Fixing> fixing = proposals.fixing(rows);
        return rows.stream()
                .map(row -> {
                    Optional<Likely> likely = likely(row, asked, resources.get(row.resource()));
                    return new Listed(
                            row,
                            likely.map(Likely::value).orElse(null),
                            likely.map(Likely::sign).orElse(null),
                            Optional.ofNullable(fixing.get(row.id())));
                })
                .toList();
    }

    private static Optional<Likely> likely(ViolationRow row, Proposals.Question asked, @Nullable Resource resource) {
        return resource == null
                ? Optional.empty()
                : asked.policy(row.policy())
                        .flatMap(policy ->
                                asked.of(row, policy, resource).stream().findFirst());
    }

    private Map<Long, Resource> resources(List<ViolationRow> rows) {
        return inventory.findAll(
                rows.stream().map(ViolationRow::resource).distinct().toList());
    }

    /**
     * How a violation is mended.
     *
     * @param allowed by its policy, in words
     * @param value that the tag gets; null where nothing is likely
     * @param sign what the value rests on; null where nothing is likely
     * @param cli lines for a shell; null where there is no value, or the Tagging API would change more than the tag
     * @param terraform a block of its own; null where the tag belongs into the resource's own block, or there is no value
     * @param within lines for the resource's own block; null where there is no value
     */
    public record Fix(
            ViolationRow row,
            String allowed,
            @Nullable String value,
            @Nullable Sign sign,
            @Nullable String cli,
            @Nullable String terraform,
            @Nullable String within) {
        static Fix withoutValue(ViolationRow row, String allowed) {
            return new Fix(row, allowed, null, null, null, null, null);
        }
    }

    /**
     * Fixes of chosen violations, by account, Region and resource.
     *
     * @param left how many chosen violations are left out because there are more than {@link #MOST}
     */
    public record Fixes(List<Fix> fixes, long left) {
        public Fixes {
            fixes = List.copyOf(fixes);
        }
    }

    /** Of the chosen violations that are not closed; the first {@link #MOST} in the question's order. */
    public Fixes fixes(ListState state, ChosenViolations chosen) {
        if (chosen.isNone()) {
            return new Fixes(List.of(), 0);
        }
        Visible visible = Violations.visible(state, visibility);
        // a resource with costs in two currencies has two rows
        List<ViolationRow> rows = once(queries.chosen(state, chosen, visible, Today.of(clock), 2 * MOST + 2));
        long left = 0;
        if (rows.size() > MOST) {
            left = queries.count(state, chosen, visible, Today.of(clock)) - MOST;
            rows = rows.subList(0, MOST);
        }
        var proposed = proposals.of(visible, rows);
        Map<Long, Resource> resources = resources(rows);
        var fixes = new ArrayList<Fix>();
        for (ViolationRow row : rows) {
            @Nullable Resource resource = resources.get(row.resource());
            if (resource != null) {
                proposed.policy(row.policy())
                        .ifPresent(policy -> fixes.add(fix(row, policy, resource, likely(row, proposed, resource))));
            }
        }
        fixes.sort(java.util.Comparator.comparing((Fix fix) -> fix.row().accountName())
                .thenComparing(fix -> fix.row().account())
                .thenComparing(fix -> fix.row().region())
                .thenComparing(fix -> fix.row().arn())
                .thenComparing(fix -> fix.row().policy()));
        return new Fixes(fixes, left);
    }

    private static Fix fix(ViolationRow row, TagPolicy policy, Resource resource, Optional<Likely> likely) {
        String allowed = Proposals.allowed(policy);
        if (likely.isEmpty()) {
            return Fix.withoutValue(row, allowed);
        }
        String value = likely.get().value();
        @Nullable
        String drop =
                row.finding().problem() == Problem.KEY_CASE ? row.finding().found() : null;
        return new Fix(
                row,
                allowed,
                value,
                likely.get().sign(),
                TagFix.cli(resource, policy.key(), value, drop).orElse(null),
                TagFix.terraformAlone(resource, policy.key(), value).orElse(null),
                TagFix.terraform(resource, policy.key(), value));
    }

    private static List<ViolationRow> once(List<ViolationRow> rows) {
        var seen = new HashSet<Long>();
        return rows.stream().filter(row -> seen.add(row.id())).toList();
    }

    /** The chosen violations that are not closed, each once; at most {@code most}. */
    public List<ViolationRow> chosen(ListState state, ChosenViolations chosen, int most) {
        if (chosen.isNone()) {
            return List.of();
        }
        return once(queries.chosen(
                        state,
                        chosen,
                        Violations.visible(state, visibility),
                        Today.of(clock),
                        2 * Math.clamp(most, 1, MOST)))
                .stream()
                .limit(most)
                .toList();
    }
}
