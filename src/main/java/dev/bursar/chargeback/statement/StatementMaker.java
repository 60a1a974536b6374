package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.cut.CutStore.TeamCurrency;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Around;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.MayChange;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.springframework.stereotype.Component;

/** Makes statements of a month with all that they say; who may see what of them is up to its callers. */
@Component
public class StatementMaker {
    private final CutStore cuts;
    private final Allocations allocations;
    private final FigureMaker figures;
    private final StatementAdjustments adjustments;
    private final Organisation organisation;

    StatementMaker(
            CutStore cuts,
            Allocations allocations,
            FigureMaker figures,
            StatementAdjustments adjustments,
            Organisation organisation) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.figures = figures;
        this.adjustments = adjustments;
        this.organisation = organisation;
    }

    /** A team's lines of a currency beside its charges. */
    record Beside(List<OfClosed> closed, List<Adjusted> adjustments) {
        static final Beside NOTHING = new Beside(List.of(), List.of());

        Beside {
            closed = List.copyOf(closed);
            adjustments = List.copyOf(adjustments);
        }
    }

    /** A month from which statements are made. */
    public final class Source {
        private final Cut cut;
        private final List<Allocation> allocations;
        private final Map<TeamCurrency, Beside> beside;
        private final Optional<Cut> before;
        private final Map<String, Allocation> beforeBy = new HashMap<>();
        private final Map<TeamCurrency, BigDecimal> spend;
        private final Map<TeamCurrency, BigDecimal> elsewhere;
        private final Map<TeamCurrency, List<CutCharge>> charges;
        private final List<Figures> figures;

        private Source(Cut cut, List<Allocation> allocations, Map<TeamCurrency, Beside> beside, Optional<Cut> before) {
            this.cut = cut;
            this.allocations = allocations;
            this.beside = beside;
            this.before = before;
            before.ifPresent(
                    one -> StatementMaker.this.allocations.of(one).forEach(all -> beforeBy.put(all.currency(), all)));
            spend = cuts.spend(cut.month());
            elsewhere = cuts.billedElsewhere(cut.month());
            charges = StatementMaker.this.allocations.charges(cut).stream()
                    .collect(Collectors.groupingBy(charge -> new TeamCurrency(charge.team(), charge.currency())));
            figures = StatementMaker.this.figures.of(cut);
        }

        /** The numbers of teams that have lines; 0 where Unallocated has some. */
        public Collection<Integer> teams() {
            Set<Integer> teams = allocations.stream()
                    .flatMap(allocation -> allocation.lines().stream())
                    .map(StatementLine::team)
                    .collect(Collectors.toCollection(TreeSet::new));
            beside.keySet().forEach(key -> teams.add(key.team()));
            return teams;
        }

        /** @param team its number; 0 for Unallocated */
        public Statement statement(int team) {
            return statement(team, Set.of());
        }

        /** @param issued currencies that its issued version has: where nothing is left in one, it says so */
        public Statement statement(int team, Set<String> issued) {
            YearMonth month = cut.month();
            TeamDays days = organisation.days().get(new TeamId(team));
            return new Statement(
                    month,
                    team,
                    DimensionLabels.markedTeamNames(organisation).getOrDefault(new TeamId(team), ""),
                    Optional.ofNullable(organisation.attributes().costCentres().get(new TeamId(team)))
                            .flatMap(line -> line.at(month.atEndOfMonth())),
                    Optional.ofNullable(days).map(TeamDays::to).filter(end -> !end.isAfter(month.atEndOfMonth())),
                    cut,
                    true,
                    false,
                    !figures.isEmpty()
                            && figures.stream()
                                    .allMatch(one ->
                                            one.agrees() && one.accepted().signum() == 0),
                    currencies(team, issued),
                    DimensionLabels.accountNames(organisation),
                    mayChange(team),
                    Optional.empty(),
                    new Around(List.of(), List.of()));
        }

        private List<InCurrency> currencies(int team, Set<String> issued) {
            var currencies = new ArrayList<InCurrency>();
            var names = new TreeSet<>(issued);
            allocations.stream()
                    .filter(allocation -> allocation.lines(team).findAny().isPresent())
                    .forEach(allocation -> names.add(allocation.currency()));
            beside.keySet().stream().filter(key -> key.team() == team).forEach(key -> names.add(key.currency()));
            for (String currency : names) {
                Allocation allocation = allocations.stream()
                        .filter(one -> one.currency().equals(currency))
                        .findFirst()
                        .orElseGet(() -> empty(currency));
                currencies.add(in(team, allocation));
            }
            return currencies;
        }

        private InCurrency in(int team, Allocation allocation) {
            String currency = allocation.currency();
            Optional<Allocation> last =
                    before.map(any -> Objects.requireNonNullElseGet(beforeBy.get(currency), () -> empty(currency)));
            var key = new TeamCurrency(team, currency);
            Beside more = beside.getOrDefault(key, Beside.NOTHING);
            BigDecimal closed = sum(more.closed().stream().map(OfClosed::amount));
            BigDecimal adjusted = sum(more.adjustments().stream().map(Adjusted::amount));
            List<Pool> pools = allocation.pools().stream().map(PoolResult::pool).toList();
            return new InCurrency(
                    currency,
                    allocation.of(team).add(closed).add(adjusted).setScale(Decimals.of(currency)),
                    last.map(one -> one.of(team)),
                    direct(allocation, last, team, team == 0 ? Section.UNALLOCATED : Section.DIRECT),
                    shared(allocation, last, team),
                    direct(allocation, last, team, Section.CORRECTION),
                    more.closed(),
                    more.adjustments(),
                    Bridge.of(
                                    cut.month(),
                                    spend.getOrDefault(key, BigDecimal.ZERO),
                                    elsewhere.getOrDefault(key, BigDecimal.ZERO),
                                    charges.getOrDefault(key, List.of()),
                                    pools,
                                    allocation,
                                    team)
                            .plus(Bridge.Kind.OF_CLOSED_MONTHS, closed)
                            .plus(Bridge.Kind.ADJUSTMENTS, adjusted),
                    Pool.names(pools),
                    last.filter(one -> ids(one).equals(ids(allocation))).isPresent());
        }

        private List<MayChange> mayChange(int team) {
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

    /**
     * A month's draft or what was issued of it.
     *
     * @param mayBefore whether statements may say what the month before came to
     */
    public Source source(Cut cut, Predicate<YearMonth> mayBefore) {
        return source(cut, allocations.of(cut), adjustments.beside(cut.month(), Map.of()), mayBefore);
    }

    /** @param beside what stands on statements beside charges */
    public Source source(
            Cut cut, List<Allocation> allocations, Map<TeamCurrency, Beside> beside, Predicate<YearMonth> mayBefore) {
        return new Source(
                cut,
                allocations,
                beside,
                cuts.find(cut.month().minusMonths(1)).filter(last -> mayBefore.test(last.month())));
    }

    private static Allocation empty(String currency) {
        BigDecimal none = BigDecimal.ZERO.setScale(Decimals.of(currency));
        return new Allocation(currency, none, none, List.of(), List.of());
    }

    private static Set<Integer> ids(Allocation allocation) {
        return allocation.pools().stream().map(result -> result.pool().id()).collect(Collectors.toSet());
    }

    public static List<Direct> direct(Allocation allocation, Optional<Allocation> before, int team, Section section) {
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

    private static List<Shared> shared(Allocation allocation, Optional<Allocation> before, int team) {
        var shared = new ArrayList<Shared>();
        List<Pool> pools = allocation.pools().stream().map(PoolResult::pool).toList();
        for (PoolResult result : allocation.pools()) {
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
                            PoolText.rule(result, pools, true),
                            PoolText.rule(result, pools, false),
                            Optional.of(result.amount()),
                            Optional.of(PoolText.share(result, share)),
                            result.sharers(),
                            share.amount(),
                            last)));
            if (team == 0 && result.unsplit().isPresent()) {
                shared.add(new Shared(
                        result.pool().id(),
                        result.pool().name(),
                        "Not split",
                        "Not split",
                        Optional.of(result.amount()),
                        Optional.empty(),
                        0,
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

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
