package dev.bursar.efficiency.query;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.query.FindingQueries.Judged;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.kernel.SearchText;
import dev.bursar.list.Choices;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListSource.Done;
import dev.bursar.list.ListSource.Found;
import dev.bursar.list.ListState;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What machine learning workloads use and cost. Leads see those of teams that they lead today, and nobody's in accounts that are wholly
 * theirs; costs that belong to another team in part are not shown to them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class EfficiencyService {
    private static final int MOST_ROWS = 500;

    private final FindingQueries queries;
    private final WorkloadReader reader;
    private final Workloads workloads;
    private final ResourceVisibility visibility;
    private final UnreadAccounts unread;

    EfficiencyService(
            FindingQueries queries,
            WorkloadReader reader,
            Workloads workloads,
            ResourceVisibility visibility,
            UnreadAccounts unread) {
        this.queries = queries;
        this.reader = reader;
        this.workloads = workloads;
        this.visibility = visibility;
        this.unread = unread;
    }

    /**
     * What the page says before its rows.
     *
     * @param workloads that the question finds
     * @param cost EffectiveCost of the latest days, by currency
     * @param idle of these days, by currency
     * @param measuredCost the part of the cost that is of measured workloads, by currency
     * @param unmeasured how many are not measured
     * @param unmeasuredUsd of those that no charge names, at list price
     * @param unmeasuredUnknown of how many of them neither a charge nor a price says what they cost
     * @param rate a month as now, by currency
     * @param saving a month in USD, of the best proposal of each
     * @param proposals that are open
     * @param approved proposals
     * @param known which of the columns of idle hours, CPU and GPU at least one of them has something in
     * @param firstDay of the costs; null while no charge names resources
     * @param origin of the costs, where they have days
     * @param readAt when workloads were last read; empty while no place has been
     * @param judgedAt empty while nothing has been judged
     * @param unread accounts whose resources were not read, or not all of them
     * @param choices what filters offer, and how many there are in each state, whatever state was asked for
     */
    public record Page(
            long workloads,
            Map<String, BigDecimal> cost,
            Map<String, BigDecimal> idle,
            Map<String, BigDecimal> measuredCost,
            long unmeasured,
            BigDecimal unmeasuredUsd,
            long unmeasuredUnknown,
            Map<String, BigDecimal> rate,
            BigDecimal saving,
            long proposals,
            long approved,
            Set<String> known,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            Origin origin,
            Optional<Instant> readAt,
            Optional<Instant> judgedAt,
            UnreadAccounts.Answer unread,
            Choices choices) {
        public Page {
            cost = new TreeMap<>(cost);
            idle = new TreeMap<>(idle);
            measuredCost = new TreeMap<>(measuredCost);
            rate = new TreeMap<>(rate);
            known = Set.copyOf(known);
        }

        /** How many days costs are of. */
        public int days() {
            return Judged.days(firstDay, lastDay);
        }

        public Found found() {
            Map<String, Map<String, BigDecimal>> totals = new TreeMap<>();
            cost.forEach((currency, sum) -> totals.put(currency, new HashMap<>(Map.of("cost", sum))));
            totals.forEach((currency, total) -> {
                Optional.ofNullable(idle.get(currency)).ifPresent(sum -> total.put("idle-cost", sum));
                Optional.ofNullable(rate.get(currency)).ifPresent(sum -> total.put("rate", sum));
                if (currency.equals("USD")) {
                    total.put("saving", saving);
                }
            });
            return new Found(workloads, Optional.of(new Done("Judged", judgedAt)), totals);
        }
    }

    @Bean
    static ListSource<WorkloadRow> workloadList(EfficiencyService service) {
        return WorkloadList.LISTING.source(service::found, service::each);
    }

    public Page page(ListState state) {
        Visible visible = visibility.now();
        return queries.page(state, visible, workloads.readAt(), unread.of(visible));
    }

    public Found found(ListState state) {
        return page(state).found();
    }

    /** In which accounts workloads have been judged; empty where none have. */
    public Optional<UnreadAccounts.Answer> judged() {
        return queries.judged().map(any -> unread.of(visibility.now()));
    }

    /** At most 500 rows from {@code offset} on, in the question's order. */
    public List<WorkloadRow> rows(ListState state, int offset, int limit) {
        return queries.rows(state, visibility.now(), Math.max(0, offset), Math.clamp(limit, 1, MOST_ROWS));
    }

    /** All rows, in the question's order, for a file. */
    public void each(ListState state, Consumer<WorkloadRow> consumer) {
        queries.each(state, visibility.now(), consumer);
    }

    /** Empty where there is no such workload or the person may not see it. */
    public Optional<WorkloadDetails> details(long workload) {
        Visible visible = visibility.now();
        return queries.row(workload, visible).flatMap(row -> reader.details(row, visible));
    }

    /** The best matches first, by name or ARN. */
    public List<NamedWorkload> named(SearchText text, int most) {
        return text.best(
                queries.named(text, visibility.now(), most), NamedWorkload::name, one -> List.of(one.arn()), most);
    }

    /** A workload as AWS last described it; empty where there is none or the person may not see it. */
    public Optional<MlWorkload> workload(long workload) {
        return queries.row(workload, visibility.now()).flatMap(row -> workloads.find(row.id()));
    }

    /** The dearest first; at most 200. */
    public List<ElsewhereCost> elsewhere() {
        return queries.elsewhere(visibility.now());
    }
}
