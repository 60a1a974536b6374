package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Allocator;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The charges that a figure of a month or of a statement is made of, from the same cut. A lead sees those of their own statement. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class ChargeDetails {
    /** So many are listed; the sum is of all. */
    public static final int MOST_LISTED = 1_000;

    private final CutStore cuts;
    private final Allocations allocations;
    private final IssueStore issues;
    private final StatementService statements;
    private final Organisation organisation;
    private final Scope scope;

    ChargeDetails(
            CutStore cuts,
            Allocations allocations,
            IssueStore issues,
            StatementService statements,
            Organisation organisation,
            Scope scope) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.issues = issues;
        this.statements = statements;
        this.organisation = organisation;
        this.scope = scope;
    }

    /**
     * Which charges.
     *
     * @param section direct, corrections or unallocated; shared are all charges that pools took
     * @param pool the charges that one pool took; then the section doesn't matter
     * @param team its number; 0 for what no team owns
     */
    public record Question(
            YearMonth month,
            String currency,
            Section section,
            Optional<Integer> pool,
            Optional<Integer> team,
            Optional<String> service,
            Optional<String> account) {}

    /** @param billed the part of its BilledCost that belongs to the figure */
    public record Row(CutLine line, String team, BigDecimal billed) {}

    /**
     * The answer.
     *
     * @param issued whether statements were issued from the cut
     * @param pools names of all pools by number
     * @param rows the largest first, at most {@link #MOST_LISTED}
     * @param size of all rows
     * @param billed the sum of all rows with all digits
     * @param choices what the figure's charges can be narrowed to
     * @param split how the pool that was asked for was split; empty otherwise
     */
    public record Page(
            Cut cut,
            boolean issued,
            Map<Integer, String> pools,
            List<Row> rows,
            int size,
            BigDecimal billed,
            Map<String, String> accounts,
            Choices choices,
            Optional<Split> split) {
        public Page {
            pools = Map.copyOf(pools);
            rows = List.copyOf(rows);
            accounts = Map.copyOf(accounts);
        }
    }

    /**
     * What the charges have that are behind a figure, whatever they are narrowed to.
     *
     * @param teams names by number, 0 for what no team owns; a lead's own only
     */
    public record Choices(Set<String> services, Set<String> accounts, Map<Integer, String> teams) {
        public Choices {
            services = Set.copyOf(services);
            accounts = Set.copyOf(accounts);
            teams = Map.copyOf(teams);
        }
    }

    /**
     * How a pool was split.
     *
     * @param pools all of the month
     * @param parts what it got of earlier pools and passed on
     * @param shares of teams, the largest first
     * @param owners names of the teams whose charges it takes, by number
     */
    public record Split(
            PoolResult result,
            List<Pool> pools,
            List<PoolPart> parts,
            List<SplitRow> shares,
            Map<Integer, String> owners) {
        public Split {
            owners = Map.copyOf(owners);
            pools = List.copyOf(pools);
            parts = List.copyOf(parts);
            shares = List.copyOf(shares);
        }
    }

    /**
     * A part that falls from one pool to a later one.
     *
     * @param pool the name of the other one
     * @param got whether it came from there
     */
    public record PoolPart(String pool, boolean got, BigDecimal amount) {}

    /** @param name of the team whose share it is */
    public record SplitRow(String name, PoolResult.Share share) {}

    /** Empty where there is no such month or currency, and where the person may not see it. */
    public Optional<Page> page(Question question) {
        if (!scope.visibility().everything()
                && (question.pool().isPresent()
                        || question.section() == Section.SHARED
                        || question.section() == Section.UNALLOCATED
                        || question.team().isEmpty()
                        || !statements.may(question.month(), question.team().get()))) {
            return Optional.empty();
        }
        return cuts.find(question.month())
                .flatMap(cut -> allocations.of(cut).stream()
                        .filter(allocation -> allocation.currency().equals(question.currency()))
                        .findFirst()
                        .map(allocation -> page(question, cut, allocation)));
    }

    private Page page(Question question, Cut cut, Allocation allocation) {
        List<Pool> pools = allocation.pools().stream().map(PoolResult::pool).toList();
        Map<TeamId, String> names = new HashMap<>(DimensionLabels.markedTeamNames(organisation));
        names.putAll(issues.names(cut.id(), cut.month()));
        var rows = new ArrayList<Row>();
        var services = new HashSet<String>();
        var accounts = new HashSet<String>();
        var teams = new HashMap<Integer, String>();
        boolean full = scope.visibility().everything();
        int size = 0;
        BigDecimal billed = BigDecimal.ZERO;
        for (CutLine line : cuts.lines(cut.id(), allocation.currency())) {
            CutCharge charge = line.charge();
            BigDecimal part = full || isOf(question, charge) ? part(question, charge, pools) : null;
            if (part != null) {
                services.add(charge.service());
                accounts.add(charge.account());
                teams.put(charge.team(), names.getOrDefault(new TeamId(charge.team()), ""));
            }
            if (part != null && isOf(question, charge) && isNarrowed(question, charge)) {
                size++;
                billed = billed.add(part);
                if (rows.size() < MOST_LISTED) {
                    rows.add(new Row(line, names.getOrDefault(new TeamId(charge.team()), ""), part));
                }
            }
        }
        return new Page(
                cut,
                issues.figures(cut.id()).isPresent(),
                Pool.names(pools),
                rows,
                size,
                billed,
                DimensionLabels.accountNames(organisation),
                new Choices(services, accounts, teams),
                question.pool().flatMap(id -> split(id, allocation, names)));
    }

    private static boolean isOf(Question question, CutCharge charge) {
        return question.team().filter(team -> team != charge.team()).isEmpty();
    }

    private static boolean isNarrowed(Question question, CutCharge charge) {
        return question.service()
                        .filter(service -> !service.equals(charge.service()))
                        .isEmpty()
                && question.account()
                        .filter(account -> !account.equals(charge.account()))
                        .isEmpty();
    }

    /** The part of a charge that belongs to the figure; null where none does. */
    private static @Nullable BigDecimal part(Question question, CutCharge charge, List<Pool> pools) {
        List<BigDecimal> parts = Allocator.portions(charge).stream()
                .filter(portion -> {
                    int pool = Allocator.poolOf(pools, charge, portion.unused());
                    if (question.pool().isPresent()) {
                        return pool == question.pool().get();
                    }
                    return switch (question.section()) {
                        case SHARED -> pool != 0;
                        case UNALLOCATED -> pool == 0 && charge.team() == 0;
                        case CORRECTION -> pool == 0 && charge.team() != 0 && charge.correction();
                        case DIRECT -> pool == 0 && charge.team() != 0 && !charge.correction();
                    };
                })
                .map(Allocator.Portion::billed)
                .toList();
        return parts.isEmpty() ? null : parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<PoolPart> parts(PoolResult result, List<PoolResult> all) {
        var parts = new ArrayList<PoolPart>();
        for (PoolResult one : all) {
            Optional<Passed> passes = one.pool().passes();
            if (passes.filter(part -> part.pool() == result.pool().id()).isPresent()) {
                parts.add(new PoolPart(one.pool().name(), true, one.passed()));
            }
            if (result.pool()
                    .passes()
                    .filter(part -> part.pool() == one.pool().id())
                    .isPresent()) {
                parts.add(new PoolPart(one.pool().name(), false, result.passed()));
            }
        }
        parts.removeIf(part -> part.amount().signum() == 0);
        return parts;
    }

    private static Optional<Split> split(int pool, Allocation allocation, Map<TeamId, String> names) {
        List<Pool> pools = allocation.pools().stream().map(PoolResult::pool).toList();
        return allocation.pools().stream()
                .filter(result -> result.pool().id() == pool)
                .findFirst()
                .map(result -> new Split(
                        result,
                        pools,
                        parts(result, allocation.pools()),
                        result.shares().stream()
                                .sorted(Comparator.comparing(PoolResult.Share::amount)
                                        .reversed()
                                        .thenComparing(PoolResult.Share::team))
                                .map(share -> new SplitRow(names.getOrDefault(new TeamId(share.team()), ""), share))
                                .toList(),
                        result.pool().selection().teams().stream()
                                .collect(Collectors.toMap(
                                        Function.identity(),
                                        team -> names.getOrDefault(new TeamId(team), "team " + team)))));
    }
}
