package dev.bursar.chargeback;

import dev.bursar.chargeback.Statement.Direct;
import dev.bursar.chargeback.Statement.InCurrency;
import dev.bursar.chargeback.Statement.MayChange;
import dev.bursar.chargeback.Statement.Shared;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore.TeamCurrency;
import dev.bursar.chargeback.pools.Pool;
import dev.bursar.chargeback.statement.Allocation;
import dev.bursar.chargeback.statement.Bridge;
import dev.bursar.chargeback.statement.PoolResult;
import dev.bursar.chargeback.statement.StatementLine;
import dev.bursar.chargeback.statement.StatementLine.Section;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Statements. Who sees all costs sees all of them; a lead those of months that finance shows, of teams that they led on the month's last
 * day or lead since. Others don't exist for them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class StatementService {
    /** Where fewer share a pool, a lead could work out what the others have. */
    private static final int FEWEST_SHARERS = 4;

    private final ChargebackMonths months;
    private final StatementsAround around;
    private final Organisation organisation;
    private final Scope scope;
    private final Journal journal;
    private final Clock clock;

    StatementService(
            ChargebackMonths months,
            StatementsAround around,
            Organisation organisation,
            Scope scope,
            Journal journal,
            Clock clock) {
        this.months = months;
        this.around = around;
        this.organisation = organisation;
        this.scope = scope;
        this.journal = journal;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** A statement in a lead's list. */
    public record OwnRow(Cut cut, int team, String name, String currency, BigDecimal total) {
        public YearMonth month() {
            return cut.month();
        }
    }

    /** Statements of the person's teams that finance shows, the newest month first. */
    public List<OwnRow> own() {
        return own(months.shown());
    }

    /** Those of the newest month that finance shows. */
    public List<OwnRow> newest() {
        return own(months.shown().stream()
                .max(Comparator.naturalOrder())
                .map(List::of)
                .orElse(List.of()));
    }

    private List<OwnRow> own(List<YearMonth> of) {
        Visibility visibility = scope.visibility();
        Map<TeamId, TeamDays> days = organisation.days();
        Map<TeamId, String> names = DimensionLabels.markedTeamNames(organisation);
        return months.cuts().stream()
                .filter(cut -> of.contains(cut.month()))
                .flatMap(cut -> months.allocations(cut).stream()
                        .flatMap(allocation -> teams(allocation)
                                .filter(team ->
                                        StatementLeads.include(visibility, today(), cut.month(), team, days.get(team)))
                                .map(team -> new OwnRow(
                                        cut,
                                        team.value(),
                                        names.getOrDefault(team, ""),
                                        allocation.currency(),
                                        allocation.of(team.value())))))
                .sorted(Comparator.comparing((OwnRow row) -> row.cut().month())
                        .reversed()
                        .thenComparing(OwnRow::name)
                        .thenComparing(OwnRow::team)
                        .thenComparing(OwnRow::currency))
                .toList();
    }

    private static Stream<TeamId> teams(Allocation allocation) {
        return allocation.lines().stream()
                .map(StatementLine::team)
                .filter(team -> team != 0)
                .distinct()
                .map(TeamId::new);
    }

    /**
     * A team's statement, or what no team owns.
     *
     * @param team its number; 0 for Unallocated, which only those see who see all costs; below 0 for what is no team
     * @return empty where there is none, and where the person may not see it
     */
    public Optional<Statement> statement(YearMonth month, int team) {
        if (!may(month, team)) {
            journal.denied(CommonAction.DENIED, MonthSubjects.subject(month));
            return Optional.empty();
        }
        Optional<Cut> cut = months.cut(month);
        return cut.filter(found -> team == 0
                        || months.teams(month).contains(team)
                        || months.allocations(found).stream()
                                .anyMatch(all -> all.lines(team).findAny().isPresent()))
                .map(found -> statement(found, team));
    }

    /** Whether the person may see the statement of a team for a month, be there one or not. */
    boolean may(YearMonth month, int team) {
        Visibility visibility = scope.visibility();
        return visibility.everything()
                || team > 0
                        && months.shown().contains(month)
                        && StatementLeads.include(
                                visibility,
                                today(),
                                month,
                                new TeamId(team),
                                organisation.days().get(new TeamId(team)));
    }

    private Statement statement(Cut cut, int team) {
        boolean full = scope.visibility().everything();
        YearMonth month = cut.month();
        Optional<Cut> before = months.cut(month.minusMonths(1)).filter(last -> may(last.month(), team));
        Map<String, Allocation> beforeBy = new HashMap<>();
        before.ifPresent(one -> months.allocations(one).forEach(all -> beforeBy.put(all.currency(), all)));
        Map<TeamCurrency, BigDecimal> spend = months.spend(month);
        Map<TeamCurrency, BigDecimal> elsewhere = months.billedElsewhere(month);
        var currencies = new ArrayList<InCurrency>();
        for (Allocation allocation : months.allocations(cut)) {
            if (allocation.lines(team).findAny().isEmpty()) {
                continue;
            }
            Optional<Allocation> last = before.map(any -> Objects.requireNonNullElseGet(
                    beforeBy.get(allocation.currency()),
                    () -> new Allocation(
                            allocation.currency(), BigDecimal.ZERO, BigDecimal.ZERO, List.of(), List.of())));
            var key = new TeamCurrency(team, allocation.currency());
            List<CutCharge> charges = months.charges(cut).stream()
                    .filter(charge -> charge.team() == team && charge.currency().equals(allocation.currency()))
                    .toList();
            List<Pool> pools = allocation.pools().stream().map(PoolResult::pool).toList();
            currencies.add(new InCurrency(
                    allocation.currency(),
                    allocation.of(team),
                    last.map(one -> one.of(team)),
                    direct(allocation, last, team, team == 0 ? Section.UNALLOCATED : Section.DIRECT),
                    shared(allocation, last, team, full),
                    direct(allocation, last, team, Section.CORRECTION),
                    Bridge.of(
                            month,
                            spend.getOrDefault(key, BigDecimal.ZERO),
                            elsewhere.getOrDefault(key, BigDecimal.ZERO),
                            charges,
                            pools,
                            allocation,
                            team),
                    PoolText.names(pools),
                    last.filter(one -> ids(one).equals(ids(allocation))).isPresent()));
        }
        TeamDays days = organisation.days().get(new TeamId(team));
        List<MonthFigures> figures = months.figures(cut);
        return new Statement(
                month,
                team,
                DimensionLabels.markedTeamNames(organisation).getOrDefault(new TeamId(team), ""),
                Optional.ofNullable(organisation.attributes().costCentres().get(new TeamId(team)))
                        .flatMap(line -> line.at(month.atEndOfMonth())),
                Optional.ofNullable(days).map(TeamDays::to).filter(end -> !end.isAfter(month.atEndOfMonth())),
                cut,
                full,
                months.shown().contains(month),
                !figures.isEmpty() && figures.stream().allMatch(MonthFigures::agrees),
                currencies,
                DimensionLabels.accountNames(organisation),
                mayChange(cut, team, figures),
                around.of(cut, team, this::may));
    }

    private static Set<Integer> ids(Allocation allocation) {
        return allocation.pools().stream().map(result -> result.pool().id()).collect(Collectors.toSet());
    }

    static List<Direct> direct(Allocation allocation, Optional<Allocation> before, int team, Section section) {
        record Key(String service, String account, ChargeCategory category) {}
        Map<Key, BigDecimal> last = new HashMap<>();
        before.ifPresent(one -> one.lines(team)
                .filter(line -> line.section() == section && line.pool() == 0)
                .forEach(line -> last.merge(
                        new Key(line.service(), line.account(), line.category()), line.amount(), BigDecimal::add)));
        return allocation
                .lines(team)
                .filter(line -> line.section() == section && line.pool() == 0)
                .map(line -> new Direct(
                        line.service(),
                        line.account(),
                        line.category(),
                        line.chargeMonth(),
                        line.amount(),
                        before.isEmpty()
                                ? null
                                : last.getOrDefault(
                                        new Key(line.service(), line.account(), line.category()), none(allocation))))
                .toList();
    }

    private static List<Shared> shared(Allocation allocation, Optional<Allocation> before, int team, boolean full) {
        var shared = new ArrayList<Shared>();
        for (PoolResult result : allocation.pools()) {
            boolean open = full || result.sharers() >= FEWEST_SHARERS;
            BigDecimal last = before.map(one -> one.lines(team)
                            .filter(line -> line.pool() == result.pool().id())
                            .map(StatementLine::amount)
                            .reduce(none(allocation), BigDecimal::add))
                    .orElse(null);
            result.shares().stream()
                    .filter(share -> share.team() == team)
                    .forEach(share -> shared.add(new Shared(
                            result.pool().id(),
                            result.pool().name(),
                            PoolText.rule(result, open),
                            open ? Optional.of(result.amount()) : Optional.empty(),
                            open ? Optional.of(PoolText.share(result, share)) : Optional.empty(),
                            share.amount(),
                            last)));
            if (team == 0 && result.unsplit().isPresent()) {
                shared.add(new Shared(
                        result.pool().id(),
                        result.pool().name(),
                        "Not split",
                        Optional.of(result.amount()),
                        Optional.empty(),
                        result.amount(),
                        last));
            }
        }
        return shared;
    }

    /** Nothing, with the currency's decimals. */
    private static BigDecimal none(Allocation allocation) {
        return BigDecimal.ZERO.setScale(Decimals.of(allocation.currency()));
    }

    private List<MayChange> mayChange(Cut cut, int team, List<MonthFigures> figures) {
        var reasons = new ArrayList<MayChange>();
        if (organisation.unconfirmed().contains(new TeamId(team))) {
            reasons.add(MayChange.NEW_TEAM);
        }
        if (!cut.current()) {
            reasons.add(MayChange.CHARGES_CHANGED);
        }
        if (!cut.month().isBefore(YearMonth.from(cut.observedAt().atOffset(ZoneOffset.UTC)))) {
            reasons.add(MayChange.READ_EARLY);
        }
        if (cut.estimated().isPresent()) {
            reasons.add(MayChange.ESTIMATED);
        }
        if (figures.stream().allMatch(one -> one.documents().isEmpty())) {
            reasons.add(MayChange.NO_INVOICE);
        }
        reasons.add(MayChange.DRAFT);
        return reasons;
    }
}
