package dev.bursar.chargeback;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.statement.Allocation;
import dev.bursar.chargeback.statement.PoolResult;
import dev.bursar.chargeback.statement.StatementLine;
import dev.bursar.chargeback.statement.StatementLine.Section;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.Organisation;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Billing months as those see them who see all costs, and which of them leads may see. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class ChargebackService {
    private final ChargebackMonths months;
    private final Organisation organisation;
    private final Scope scope;
    private final Journal journal;
    private final Clock clock;

    ChargebackService(ChargebackMonths months, Organisation organisation, Scope scope, Journal journal, Clock clock) {
        this.months = months;
        this.organisation = organisation;
        this.scope = scope;
        this.journal = journal;
        this.clock = clock;
    }

    /** A month in the list. */
    public record MonthRow(Cut cut, List<MonthFigures> figures, boolean shown) {
        public MonthRow {
            figures = List.copyOf(figures);
        }

        public YearMonth month() {
            return cut.month();
        }
    }

    /**
     * A team's row of a month in one currency.
     *
     * @param unconfirmed whether the team is new
     * @param before the total of the month before; empty where that has no cut
     */
    public record TeamRow(
            int team,
            String name,
            boolean unconfirmed,
            Optional<String> costCentre,
            String currency,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal corrections,
            BigDecimal total,
            Optional<BigDecimal> before) {}

    /**
     * A pool's row of a month in one currency.
     *
     * @param rule how it was split
     * @param problem why it was not split
     */
    public record PoolRow(
            int pool, String name, String rule, String currency, BigDecimal amount, Optional<String> problem) {}

    /**
     * Everything about a month.
     *
     * @param hasBefore whether the month before has a cut
     * @param samePools whether that was split by the same pools, so that totals of teams can stand side by side
     */
    public record MonthPage(
            MonthRow month,
            List<TeamRow> teams,
            List<PoolRow> pools,
            List<MonthCheck> checks,
            boolean hasBefore,
            boolean samePools) {
        public MonthPage {
            teams = List.copyOf(teams);
            pools = List.copyOf(pools);
            checks = List.copyOf(checks);
        }
    }

    /** All months that have charges, the newest first. */
    public List<MonthRow> months() {
        List<YearMonth> shown = months.shown();
        List<Cut> cuts = months.cuts();
        List<List<MonthFigures>> figures = months.figures(cuts);
        return IntStream.range(0, cuts.size())
                .mapToObj(at -> new MonthRow(
                        cuts.get(at),
                        figures.get(at),
                        shown.contains(cuts.get(at).month())))
                .toList();
    }

    /** The newest month that is over. */
    public Optional<MonthRow> newest() {
        YearMonth present = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        return months.cuts().stream()
                .filter(cut -> cut.month().isBefore(present))
                .findFirst()
                .map(cut ->
                        new MonthRow(cut, months.figures(cut), months.shown().contains(cut.month())));
    }

    /** A month's figures, one a currency; empty where the month has no cut. */
    public List<MonthFigures> figures(YearMonth month) {
        return months.cut(month).map(months::figures).orElse(List.of());
    }

    /** Empty where the month has no cut. */
    public Optional<MonthPage> month(YearMonth month) {
        return months.cut(month).map(cut -> {
            Optional<Cut> before = months.cut(month.minusMonths(1));
            var row = new MonthRow(cut, months.figures(cut), months.shown().contains(month));
            List<TeamRow> teams = teams(cut, before);
            List<PoolRow> pools = pools(cut);
            return new MonthPage(
                    row,
                    teams,
                    pools,
                    checks(row, before, teams, pools),
                    before.isPresent(),
                    before.filter(last -> poolIds(last).equals(poolIds(cut))).isPresent());
        });
    }

    private List<TeamRow> teams(Cut cut, Optional<Cut> before) {
        Map<TeamId, String> names = DimensionLabels.teamNames(organisation);
        Set<TeamId> unconfirmed = organisation.unconfirmed();
        var costCentres = organisation.attributes().costCentres();
        Map<String, Allocation> beforeBy = new HashMap<>();
        before.ifPresent(one -> months.allocations(one).forEach(all -> beforeBy.put(all.currency(), all)));
        var rows = new ArrayList<TeamRow>();
        for (Allocation allocation : months.allocations(cut)) {
            Allocation last = beforeBy.get(allocation.currency());
            allocation.lines().stream()
                    .map(StatementLine::team)
                    .filter(team -> team != 0)
                    .distinct()
                    .forEach(team -> rows.add(new TeamRow(
                            team,
                            names.getOrDefault(new TeamId(team), "Team " + team),
                            unconfirmed.contains(new TeamId(team)),
                            Optional.ofNullable(costCentres.get(new TeamId(team)))
                                    .flatMap(line -> line.at(cut.month().atEndOfMonth())),
                            allocation.currency(),
                            allocation.of(team, Section.DIRECT),
                            allocation.of(team, Section.SHARED),
                            allocation.of(team, Section.CORRECTION),
                            allocation.of(team),
                            before.map(any -> last == null ? BigDecimal.ZERO : last.of(team)))));
        }
        rows.sort(Comparator.comparing(TeamRow::currency)
                .thenComparing(TeamRow::total, Comparator.reverseOrder())
                .thenComparing(row -> row.name().toLowerCase(Locale.ROOT))
                .thenComparing(TeamRow::team));
        return rows;
    }

    private Set<Integer> poolIds(Cut cut) {
        return months.allocations(cut).stream()
                .flatMap(allocation -> allocation.pools().stream())
                .map(result -> result.pool().id())
                .collect(Collectors.toSet());
    }

    private List<PoolRow> pools(Cut cut) {
        var rows = new ArrayList<PoolRow>();
        for (Allocation allocation : months.allocations(cut)) {
            for (PoolResult result : allocation.pools()) {
                rows.add(new PoolRow(
                        result.pool().id(),
                        result.pool().name(),
                        result.shares().isEmpty() ? PoolText.split(result.pool().split()) : PoolText.rule(result, true),
                        allocation.currency(),
                        result.amount(),
                        result.unsplit().map(why -> PoolText.unsplit(result.pool(), why))));
            }
        }
        return rows;
    }

    private List<MonthCheck> checks(MonthRow row, Optional<Cut> before, List<TeamRow> teams, List<PoolRow> pools) {
        Cut cut = row.cut();
        YearMonth month = cut.month();
        var checks = new ArrayList<MonthCheck>();
        months.failure(month).ifPresent(problem -> checks.add(MonthCheck.open("Cut", problem)));
        checks.add(
                month.isBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)))
                        ? MonthCheck.met("Month is over", Formats.date(month.atEndOfMonth()))
                        : MonthCheck.open("Month is over", "It ends on " + Formats.date(month.atEndOfMonth()) + "."));
        checks.add(cut.estimated()
                .map(days -> MonthCheck.open(
                        "Costs are final",
                        Formats.shortRange(days) + " " + (cut.estimatedDays() == 1 ? "is" : "are")
                                + " still estimated by AWS."))
                .orElseGet(() -> MonthCheck.met("Costs are final", "no day is estimated")));
        before.ifPresent(last -> {
            List<String> accounts = months.accountsNotIn(cut, last);
            checks.add(
                    accounts.isEmpty()
                            ? MonthCheck.met("All accounts are in", "all that had costs the month before")
                            : MonthCheck.open(
                                    "All accounts are in",
                                    Formats.count(accounts.size(), "account", "accounts") + " with costs in "
                                            + Formats.month(last.month()) + " "
                                            + (accounts.size() == 1 ? "has" : "have")
                                            + " none yet: " + Formats.account(accounts.getFirst())
                                            + (accounts.size() > 1 ? " and others." : ".")));
            checks.add(arrived(ChargeKind.SUPPORT, "Support", months.missing(cut, last), last));
            checks.add(arrived(ChargeKind.TAX, "Tax", months.missing(cut, last), last));
        });
        checks.add(documents(row));
        row.figures().stream()
                .filter(one -> one.difference().isPresent())
                .forEach(one -> checks.add(
                        one.agrees()
                                ? MonthCheck.met(
                                        "Charges agree with documents",
                                        "difference " + Formats.money(BigDecimal.ZERO, one.currency()))
                                : MonthCheck.open(
                                                "Charges agree with documents",
                                                "The documents ask for "
                                                        + Formats.money(
                                                                one.difference()
                                                                        .get()
                                                                        .abs(),
                                                                one.currency())
                                                        + (one.difference()
                                                                                .get()
                                                                                .signum()
                                                                        > 0
                                                                ? " more"
                                                                : " less")
                                                        + " than the charges come to. Compare the documents with"
                                                        + " AWS\u2019s bill.")
                                        .at("See documents", DocumentLinks.month(month))));
        row.figures().stream()
                .filter(one -> one.unallocated().signum() != 0)
                .forEach(one -> checks.add(MonthCheck.open(
                                "Every charge has a team",
                                Formats.money(one.unallocated(), one.currency()) + " belongs to no team.")
                        .at("See charges", ChargebackLinks.charges(month, Section.UNALLOCATED, one.currency()))));
        if (row.figures().stream().allMatch(one -> one.unallocated().signum() == 0)) {
            checks.add(MonthCheck.met("Every charge has a team", "nothing is unallocated"));
        }
        pools.stream()
                .filter(pool -> pool.problem().isPresent())
                .forEach(pool -> checks.add(
                        MonthCheck.open("Every pool is split", pool.problem().get())
                                .at("Change pool", ChargebackLinks.pool(pool.pool()))));
        List<String> unconfirmed = teams.stream()
                .filter(TeamRow::unconfirmed)
                .map(TeamRow::name)
                .distinct()
                .toList();
        if (!unconfirmed.isEmpty()) {
            checks.add(MonthCheck.open(
                            "Every team is confirmed",
                            unconfirmed.getFirst()
                                    + (unconfirmed.size() > 1
                                            ? " and "
                                                    + Formats.count(unconfirmed.size() - 1, "other team", "other teams")
                                                    + " are"
                                            : " is")
                                    + " new, made of tag values. An admin decides what they are.")
                    .at("See teams", OrgLinks.TEAMS));
        }
        checks.add(costCentres(teams));
        checks.sort(Comparator.comparing(MonthCheck::met));
        return checks;
    }

    private static MonthCheck arrived(ChargeKind kind, String name, List<ChargebackMonths.Missing> missing, Cut last) {
        return missing.stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .map(one -> MonthCheck.open(
                        name + " has arrived",
                        name + " has not arrived yet. It was " + Formats.money(one.before(), one.currency()) + " in "
                                + Formats.month(last.month()) + "."))
                .orElseGet(() -> MonthCheck.met(name + " has arrived", "as the month before"));
    }

    private static MonthCheck documents(MonthRow row) {
        int count = row.figures().stream().mapToInt(MonthFigures::documentCount).sum();
        YearMonth month = row.cut().month();
        return (count == 0
                        ? MonthCheck.open(
                                "AWS\u2019s documents are known",
                                "There is no invoice for " + Formats.month(month)
                                        + " yet. AWS issues it in the first days of the next month; you can also type"
                                        + " it in.")
                        : MonthCheck.met(
                                "AWS\u2019s documents are known", Formats.count(count, "document", "documents")))
                .at("See documents", DocumentLinks.month(month));
    }

    private static MonthCheck costCentres(List<TeamRow> teams) {
        List<String> without = teams.stream()
                .filter(team -> team.costCentre().isEmpty() && !team.unconfirmed())
                .map(TeamRow::name)
                .distinct()
                .toList();
        return without.isEmpty()
                ? MonthCheck.met("Every team has a cost centre", Formats.count(teams.size(), "team", "teams"))
                : MonthCheck.open(
                                "Every team has a cost centre",
                                without.getFirst()
                                        + (without.size() > 1
                                                ? " and "
                                                        + Formats.count(without.size() - 1, "other team", "other teams")
                                                        + " have none."
                                                : " has none."))
                        .at("See teams", OrgLinks.TEAMS);
    }

    /** Lets leads see their teams' statements of a month; returns whether they could not before. */
    @PreAuthorize("hasRole('FINANCE')")
    @Transactional
    public boolean show(YearMonth month) {
        if (months.cut(month).isEmpty()) {
            return false;
        }
        boolean changed = months.show(month, clock.instant(), scope.actor().name());
        if (changed) {
            journal.record(
                    ChargebackAction.STATEMENTS_SHOWN,
                    MonthSubjects.subject(month),
                    null,
                    Map.of("month", month.toString()));
        }
        return changed;
    }

    /** Takes a month's statements back from leads; returns whether they could see them before. */
    @PreAuthorize("hasRole('FINANCE')")
    @Transactional
    public boolean hide(YearMonth month) {
        boolean changed = months.hide(month);
        if (changed) {
            journal.record(
                    ChargebackAction.STATEMENTS_HIDDEN,
                    MonthSubjects.subject(month),
                    Map.of("month", month.toString()),
                    null);
        }
        return changed;
    }

    /** The month that pools and files mean when nobody chooses one: the newest that is over, else the newest. */
    static Optional<Cut> usual(List<Cut> newestFirst, LocalDate today) {
        return newestFirst.stream()
                .filter(cut -> cut.month().isBefore(YearMonth.from(today)))
                .findFirst()
                .or(() -> newestFirst.stream().findFirst());
    }
}
