package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.prices.PriceRefused.Why;
import dev.bursar.efficiency.prices.TypedPrice.Draft;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.sync.JobRequests;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Prices that AWS's list lacks: those who see all costs see them, an admin types them. Findings follow at once. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class TypedPriceService {
    private static final String ADMIN = "hasRole('ADMIN')";
    private static final Duration JOBS_OF = Duration.ofDays(30);
    private static final Comparator<Place> BY_PLACE =
            Comparator.comparing(Place::region).thenComparing(Place::type).thenComparing(Place::component);

    private final TypedPriceStore store;
    private final Prices prices;
    private final Workloads workloads;
    private final JobRequests jobs;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    TypedPriceService(
            TypedPriceStore store,
            Prices prices,
            Workloads workloads,
            JobRequests jobs,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.prices = prices;
        this.workloads = workloads;
        this.jobs = jobs;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** By Region, type and component. */
    public List<TypedPrice> all() {
        return store.all().stream()
                .sorted(Comparator.comparing((TypedPrice one) -> one.what().place(), BY_PLACE))
                .toList();
    }

    /** The one that holds for a place. */
    public Optional<TypedPrice> find(Place place) {
        return store.all().stream()
                .filter(one -> one.what().place().equals(place))
                .findFirst();
    }

    /** What workloads run on, and what jobs of the latest 30 days ran on, at no known price; by Region, type and component. */
    public List<MissingPrice> missing() {
        Map<Place, Set<Long>> used = used();
        Map<String, Prices.Table> tables = used.keySet().stream()
                .map(Place::region)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), prices::of));
        Map<String, Spec> specs = new HashMap<>();
        tables.values().forEach(table -> table.specs().forEach(specs::putIfAbsent));
        return used.entrySet().stream()
                .filter(one -> {
                    Prices.Table table = tables.get(one.getKey().region());
                    return table == null
                            || table.offer(
                                            one.getKey().component(),
                                            one.getKey().type())
                                    .isEmpty();
                })
                .map(one -> new MissingPrice(
                        one.getKey(),
                        one.getValue().size(),
                        specs.get(one.getKey().type())))
                .sorted(Comparator.comparing(MissingPrice::place, BY_PLACE))
                .toList();
    }

    private Map<Place, Set<Long>> used() {
        Map<Place, Set<Long>> used = new HashMap<>();
        Map<Long, MlWorkload> families = new HashMap<>();
        for (MlWorkload workload : workloads.all()) {
            if (workload.gone() == null) {
                families.put(workload.id(), workload);
                workload.variants().stream()
                        .filter(one -> !one.gone())
                        .forEach(one -> use(used, workload, one.instanceType()));
            }
        }
        workloads.jobs(clock.instant().minus(JOBS_OF)).forEach(job -> {
            @Nullable MlWorkload family = families.get(job.family());
            if (family != null) {
                use(used, family, job.instanceType());
            }
        });
        return used;
    }

    private static void use(Map<Place, Set<Long>> used, MlWorkload workload, @Nullable String type) {
        if (type != null && !type.isEmpty()) {
            used.computeIfAbsent(new Place(workload.region(), Components.of(workload), type), any -> new HashSet<>())
                    .add(workload.id());
        }
    }

    /**
     * Adds a price, or replaces one of the same type, component and Region; returns its number.
     *
     * @param replaced the number of the price that the person saw; 0 to add one
     * @throws PriceRefused when a value won't do
     * @throws StaleEdit where somebody else changed or removed it in between
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize(ADMIN)
    public int save(int replaced, Draft draft) {
        Optional<TypedPrice> before = replaced == 0 ? Optional.empty() : Optional.of(current(replaced));
        Draft checked = PriceChecks.checked(draft);
        if (before.isPresent()) {
            PriceChecks.require(before.get().what().place().equals(checked.place()), Why.OF_ANOTHER_TYPE);
            end(before.get());
        }
        int id = store.add(checked, scope.actor().name()).orElseThrow(() -> new PriceRefused(Why.TYPED_ALREADY));
        journal.record(
                before.isPresent() ? PriceAction.PRICE_CHANGED : PriceAction.PRICE_TYPED,
                PriceAction.subject(checked.place()),
                before.map(one -> fields(one.what())).orElse(null),
                fields(checked));
        jobs.add(EfficiencyJobs.JUDGE);
        return id;
    }

    /**
     * What rests on it isn't known any more.
     *
     * @throws StaleEdit where somebody else changed or removed it in between
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public void remove(int id) {
        TypedPrice price = current(id);
        end(price);
        journal.record(
                PriceAction.PRICE_REMOVED, PriceAction.subject(price.what().place()), fields(price.what()), null);
        jobs.add(EfficiencyJobs.JUDGE);
    }

    private TypedPrice current(int id) {
        return store.all().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new StaleEdit("price:" + id));
    }

    private void end(TypedPrice price) {
        if (!store.end(price.id())) {
            throw new StaleEdit("price:" + price.id());
        }
    }

    private static Map<String, @Nullable Object> fields(Draft draft) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("usdPerHour", draft.usdPerHour());
        fields.put("vcpus", draft.vcpus());
        fields.put("memoryGib", draft.memoryGib());
        fields.put("gpus", draft.gpus());
        fields.put("gpuMemoryGibEach", draft.gpuMemoryGibEach());
        fields.put("gpu", draft.gpu());
        fields.put("architecture", draft.architecture());
        return fields;
    }
}
