package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.pools.PoolRefused.Field;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.split.PoolSplit.Basis;
import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.chargeback.split.PoolTerms;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Shared pools: those who see all costs see them, finance changes them, after a look at what changes for each team. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class PoolService {
    private static final String FINANCE = "hasRole('FINANCE')";
    private static final int MONTHS_LOOKED_AT = 3;

    private final CutStore cuts;
    private final Allocations allocations;
    private final PoolStore store;
    private final PoolChecks checks;
    private final Organisation organisation;
    private final Journal journal;
    private final Clock clock;

    PoolService(
            CutStore cuts,
            Allocations allocations,
            PoolStore store,
            PoolChecks checks,
            Organisation organisation,
            Journal journal,
            Clock clock) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.store = store;
        this.checks = checks;
        this.organisation = organisation;
        this.journal = journal;
        this.clock = clock;
    }

    /** What a pool took of a month in one currency. */
    public record Taken(String currency, BigDecimal amount, long sharers) {}

    /**
     * A pool's row.
     *
     * @param from the month from which on it is as it is
     * @param taken of the month shown
     * @param problem why it was not split then
     */
    public record Row(Pool pool, int version, YearMonth from, List<Taken> taken, Optional<Unsplit> problem) {
        public Row {
            taken = List.copyOf(taken);
        }

        public int id() {
            return pool.id();
        }

        public String name() {
            return pool.name();
        }
    }

    /**
     * The pools of a month.
     *
     * @param cut of the month shown; empty while it has no charges
     * @param months that have charges, the newest first
     * @param missingUsual whether usual pools could be added
     * @param onlyNewTeams whether there are teams and nobody has confirmed one
     * @param teams names of all by number
     */
    public record Page(
            YearMonth month,
            Optional<Cut> cut,
            List<Row> rows,
            List<YearMonth> months,
            boolean missingUsual,
            boolean onlyNewTeams,
            Map<Integer, String> teams) {
        public Page {
            teams = Map.copyOf(teams);
            rows = List.copyOf(rows);
            months = List.copyOf(months);
        }
    }

    /** What a team owes of a month before and after a change, in one currency. */
    public record TeamChange(int team, String name, String currency, BigDecimal before, BigDecimal after) {}

    /** What people may not expect of a change of pools. */
    public sealed interface Note {
        /** An earlier pool takes charges that another one selects too. */
        record TakenBefore(String earlier, String currency, BigDecimal amount, String pool) implements Note {}

        record NotSplit(Pool pool, Unsplit why) implements Note {}
    }

    /**
     * What a change of pools does to a real month.
     *
     * @param pools all of the month
     * @param results of those that are added or changed, by currency
     * @param teams by the size of the change; Unallocated among them
     */
    public record Preview(
            YearMonth month,
            List<Pool> pools,
            Map<String, List<PoolResult>> results,
            List<Note> notes,
            List<TeamChange> teams) {
        public Preview {
            pools = List.copyOf(pools);
            results = Map.copyOf(results);
            notes = List.copyOf(notes);
            teams = List.copyOf(teams);
        }
    }

    /**
     * What a form offers: values that charges have.
     *
     * @param units of the usage of each service
     * @param callers one account's each: {@code 111122223333:role/ChatApp}
     */
    public record Choices(
            Set<String> recordTypes,
            Set<String> services,
            Map<String, Set<String>> units,
            Map<String, String> accounts,
            Map<Integer, String> teams,
            Set<String> callers,
            List<YearMonth> months) {
        public Choices {
            callers = Set.copyOf(callers);
            units = Map.copyOf(units);
            recordTypes = Set.copyOf(recordTypes);
            services = Set.copyOf(services);
            accounts = Map.copyOf(accounts);
            teams = Map.copyOf(teams);
            months = List.copyOf(months);
        }
    }

    /** The pools of a month; without one, of the newest that is over. */
    public Page page(Optional<YearMonth> wanted) {
        List<Cut> cuts = this.cuts.all();
        Optional<Cut> cut = wanted.isPresent() ? wanted.flatMap(this.cuts::find) : Cut.usual(cuts, Today.of(clock));
        YearMonth month = wanted.or(() -> cut.map(Cut::month)).orElse(YearMonth.from(Today.of(clock)));
        List<Allocation> all = cut.map(allocations::of).orElse(List.of());
        List<PoolTerms> terms = store.all();
        List<Row> rows = PoolStore.in(month, terms).stream()
                .map(pool -> row(pool, month, terms, all))
                .toList();
        return new Page(
                month,
                cut,
                rows,
                cuts.stream().map(Cut::month).toList(),
                cut.isPresent() && !usual(cut.get(), terms).isEmpty(),
                organisation.lasting().isEmpty() && !organisation.unconfirmed().isEmpty(),
                names());
    }

    private Map<Integer, String> names() {
        return DimensionLabels.teamNames(organisation).entrySet().stream()
                .collect(Collectors.toMap(team -> team.getKey().value(), Map.Entry::getValue));
    }

    private Row row(Pool pool, YearMonth month, List<PoolTerms> terms, List<Allocation> all) {
        var taken = new ArrayList<Taken>();
        Optional<Unsplit> problem = Optional.empty();
        for (Allocation allocation : all) {
            for (PoolResult result : allocation.pools()) {
                if (result.pool().id() == pool.id() && result.tookCharges()) {
                    taken.add(new Taken(allocation.currency(), result.amount(), result.sharers()));
                    problem = problem.or(result::unsplit);
                }
            }
        }
        YearMonth from = terms.stream()
                .filter(one -> one.pool().id() == pool.id() && !one.from().isAfter(month))
                .map(PoolTerms::from)
                .max(Comparator.naturalOrder())
                .orElse(month);
        return new Row(pool, store.version(pool.id()).orElse(0), from, taken, problem);
    }

    /** A pool as it holds in its newest months; empty where there is none or it has ended. */
    public Optional<Row> find(int id) {
        List<PoolTerms> terms = store.all();
        return terms.stream()
                .filter(one -> one.pool().id() == id)
                .max(Comparator.comparing(PoolTerms::from))
                .filter(one -> !one.ended())
                .map(one -> new Row(one.pool(), store.version(id).orElse(0), one.from(), List.of(), Optional.empty()));
    }

    /** Pools that can stand before a new or changed one from a month on, in their order. */
    public List<Pool> others(YearMonth from, int pool) {
        return checks.others(from, pool);
    }

    public Choices choices() {
        List<Cut> cuts = this.cuts.all();
        Set<String> types = new TreeSet<>();
        Set<String> services = new TreeSet<>();
        Set<String> ids = new TreeSet<>();
        Set<String> callers = new TreeSet<>();
        cuts.stream()
                .limit(MONTHS_LOOKED_AT)
                .flatMap(cut -> allocations.charges(cut).stream())
                .forEach(charge -> {
                    types.add(charge.recordType());
                    services.add(charge.service());
                    ids.add(charge.account());
                    callers.add(charge.caller());
                });
        callers.remove("");
        Map<String, String> names = DimensionLabels.accountNames(organisation);
        Map<TeamId, String> teams = DimensionLabels.teamNames(organisation);
        Set<Integer> unconfirmed = allocations.unconfirmed();
        Set<Integer> there = allocations.teams(YearMonth.from(Today.of(clock)));
        return new Choices(
                types,
                services,
                allocations.units(cuts.stream().limit(MONTHS_LOOKED_AT).toList()),
                ids.stream().collect(Collectors.toMap(Function.identity(), id -> names.getOrDefault(id, ""))),
                there.stream()
                        .filter(team -> !unconfirmed.contains(team))
                        .collect(Collectors.toMap(
                                Function.identity(), team -> teams.getOrDefault(new TeamId(team), ""))),
                callers,
                cuts.stream().map(Cut::month).toList());
    }

    /** Usual pools that are not there yet and would take something of the newest month that is over. */
    public List<PoolDraft> usual() {
        return Cut.usual(cuts.all(), Today.of(clock))
                .map(cut -> usual(cut, store.all()))
                .orElse(List.of());
    }

    private List<PoolDraft> usual(Cut cut, List<PoolTerms> terms) {
        List<Pool> present = PoolStore.in(cut.month(), terms);
        Set<Kind> there = present.stream().map(pool -> pool.selection().kind()).collect(Collectors.toSet());
        return UsualPools.ALL.stream()
                .filter(draft -> !there.contains(draft.selection().kind()))
                .filter(draft -> allocations.charges(cut).stream().anyMatch(charge -> takes(draft.selection(), charge)))
                .map(draft -> new PoolDraft(
                        draft.name(),
                        draft.selection(),
                        draft.split(),
                        present.isEmpty() ? 0 : present.getLast().id(),
                        cut.month()))
                .toList();
    }

    /** Names of pools that are there already and take what a usual one would, in their order. */
    public List<String> usualThere() {
        Set<Kind> usual =
                UsualPools.ALL.stream().map(draft -> draft.selection().kind()).collect(Collectors.toSet());
        return Cut.usual(cuts.all(), Today.of(clock))
                .map(cut -> PoolStore.in(cut.month(), store.all()).stream()
                        .filter(pool -> usual.contains(pool.selection().kind()))
                        .map(Pool::name)
                        .toList())
                .orElse(List.of());
    }

    private static boolean takes(PoolSelection selection, CutCharge charge) {
        return charge.billed().signum() != 0
                && (selection.takes(charge, false) || charge.unused().signum() != 0 && selection.takes(charge, true));
    }

    /**
     * What a month would be with pools added, or with one changed.
     *
     * @param pool the number of the one that is changed; 0 to add
     * @throws PoolRefused when it can't be so
     */
    @PreAuthorize(FINANCE)
    public Preview preview(int pool, List<PoolDraft> drafts, Optional<YearMonth> wanted) {
        List<Pool> changed = checks.checked(pool, drafts);
        Cut cut = wanted.flatMap(this.cuts::find)
                .or(() -> Cut.usual(cuts.all(), Today.of(clock)))
                .orElseThrow(() -> new PoolRefused(Field.FROM, PoolRefused.Plain.NO_CHARGES));
        List<Pool> before = store.of(cut.month());
        List<Pool> after = PoolChecks.with(before, changed);
        return preview(cut, before, after, changed);
    }

    private Preview preview(Cut cut, List<Pool> before, List<Pool> after, List<Pool> changed) {
        Map<TeamId, String> names = DimensionLabels.teamNames(organisation);
        Map<String, Allocation> old =
                allocations.of(cut, before).stream().collect(Collectors.toMap(Allocation::currency, all -> all));
        Set<Integer> ids = changed.stream().map(Pool::id).collect(Collectors.toSet());
        Map<Integer, String> poolNames = after.stream().collect(Collectors.toMap(Pool::id, Pool::name));
        Map<String, List<PoolResult>> results = new HashMap<>();
        var notes = new ArrayList<Note>();
        var teams = new ArrayList<TeamChange>();
        for (Allocation now : allocations.of(cut, after)) {
            Allocation then = old.get(now.currency());
            List<PoolResult> ofChanged = now.pools().stream()
                    .filter(result -> ids.contains(result.pool().id()))
                    .toList();
            results.put(now.currency(), ofChanged);
            ofChanged.forEach(result -> {
                result.takenBefore()
                        .forEach((other, amount) -> notes.add(new Note.TakenBefore(
                                poolNames.getOrDefault(other, ""),
                                now.currency(),
                                amount,
                                result.pool().name())));
                result.unsplit().ifPresent(why -> notes.add(new Note.NotSplit(result.pool(), why)));
            });
            Stream.concat(now.lines().stream(), then == null ? Stream.empty() : then.lines().stream())
                    .map(StatementLine::team)
                    .distinct()
                    .forEach(team -> teams.add(new TeamChange(
                            team,
                            names.getOrDefault(new TeamId(team), ""),
                            now.currency(),
                            then == null ? BigDecimal.ZERO : then.of(team),
                            now.of(team))));
        }
        teams.sort(Comparator.comparing(TeamChange::currency)
                .thenComparing(
                        change -> change.after().subtract(change.before()).abs(), Comparator.reverseOrder())
                .thenComparing(TeamChange::team));
        return new Preview(cut.month(), after, results, notes, teams);
    }

    /** Adds pools, the first one first; returns their numbers. */
    @PreAuthorize(FINANCE)
    @Writes(Guard.LOCK)
    public List<Integer> create(List<PoolDraft> drafts) {
        store.lock();
        List<Pool> pools = checks.checked(0, drafts);
        var ids = new ArrayList<Integer>();
        for (int i = 0; i < drafts.size(); i++) {
            Pool pool = pools.get(i);
            int id = store.add();
            Pool stored = pool.numbered(id);
            store.set(new PoolTerms(drafts.get(i).from(), false, stored));
            journal.record(
                    ChargebackAction.POOL_CREATED,
                    PoolSubjects.subject(id),
                    null,
                    recorded(stored, drafts.get(i).from()));
            ids.add(id);
        }
        return ids;
    }

    /**
     * Changes a pool from a month on.
     *
     * @throws StaleEdit when somebody else changed it meanwhile
     */
    @PreAuthorize(FINANCE)
    @Writes(Guard.LOCK)
    public void change(int id, int version, PoolDraft draft) {
        store.lock();
        Row before = find(id).orElseThrow(() -> new StaleEdit("Pool " + id));
        Pool pool = checks.checked(id, List.of(draft)).getFirst();
        store.changed(id, version);
        store.set(new PoolTerms(draft.from(), false, pool));
        journal.record(
                ChargebackAction.POOL_CHANGED,
                PoolSubjects.subject(id),
                recorded(before.pool(), before.from()),
                recorded(pool, draft.from()));
    }

    /** Ends a pool: from the month on it takes nothing. */
    @PreAuthorize(FINANCE)
    @Writes(Guard.LOCK)
    public void end(int id, int version, YearMonth from) {
        store.lock();
        checks.checkEnd(id, from);
        Row before = find(id).orElseThrow(() -> new StaleEdit("Pool " + id));
        store.changed(id, version);
        store.set(new PoolTerms(from, true, before.pool()));
        journal.record(
                ChargebackAction.POOL_ENDED,
                PoolSubjects.subject(id),
                recorded(before.pool(), before.from()),
                Map.of("from", from.toString()));
    }

    private Map<String, Object> recorded(Pool pool, YearMonth from) {
        List<Pool> all = Stream.concat(checks.others(from, pool.id()).stream(), Stream.of(pool))
                .toList();
        return Map.of(
                "name", pool.name(),
                "takes", PoolText.selection(pool.selection(), names()),
                "split", PoolText.split(pool.split()) + PoolText.parts(pool, all),
                "from", from.toString());
    }

    /** Pools that most organisations want, in their order. */
    public static final class UsualPools {
        public static final List<PoolDraft> ALL = List.of(
                pool("Unused commitment", Kind.UNUSED_COMMITMENT, Basis.COVERED_USAGE),
                pool("Commitment fees", Kind.COMMITMENT_FEES, Basis.COVERED_USAGE),
                pool("AWS Support", Kind.SUPPORT, Basis.USAGE),
                pool("Tax", Kind.TAX, Basis.DIRECT));

        private UsualPools() {}

        private static PoolDraft pool(String name, Kind kind, Basis basis) {
            return new PoolDraft(
                    name,
                    new PoolSelection(kind, Set.of(), Set.of(), Set.of(), false),
                    new PoolSplit.Proportional(basis, Set.of(), Set.of()),
                    0,
                    YearMonth.of(2000, 1));
        }
    }
}
