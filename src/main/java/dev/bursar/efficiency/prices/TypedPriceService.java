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
import module java.base;
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
                        MissingPrice.hardware(specs, one.getKey().type())))
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

    /** What a typed price must be. */
    static final class PriceChecks {
        private static final int LONGEST = 60;
        private static final int DECIMALS = 10;
        private static final BigDecimal DEAREST = BigDecimal.valueOf(100_000);
        private static final int MOST_VCPUS = 10_000;
        private static final int MOST_GIB = 1_000_000;
        private static final int MOST_GPUS = 1_000;
        private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
        private static final Pattern ML_TYPE = Pattern.compile("ml\\.[a-z0-9-]+\\.[a-z0-9-]+");
        private static final Pattern EC2_TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
        private static final Set<String> ARCHITECTURES = Set.of("x86_64", "arm64");

        private PriceChecks() {}

        static void require(boolean holds, Why why) {
            if (!holds) {
                throw new PriceRefused(why);
            }
        }

        /**
         * The same without blanks around texts.
         *
         * @throws PriceRefused when a value won't do
         */
        static Draft checked(Draft draft) {
            var place = new Place(
                    draft.place().region().strip(),
                    draft.place().component().strip(),
                    draft.place().type().strip());
            String gpu = draft.gpu().strip();
            boolean ec2 = place.component().equals(Components.EC2);
            require(fits(place.region(), REGION), Why.NO_REGION);
            require(Components.ALL.contains(place.component()), Why.NO_COMPONENT);
            require(fits(place.type(), ec2 ? EC2_TYPE : ML_TYPE), ec2 ? Why.NO_EC2_TYPE : Why.NO_SAGEMAKER_TYPE);
            BigDecimal usd = draft.usdPerHour();
            require(usd.signum() > 0, Why.NOTHING_TO_PAY);
            require(usd.compareTo(DEAREST) <= 0, Why.TOO_DEAR);
            require(usd.stripTrailingZeros().scale() <= DECIMALS, Why.TOO_MANY_DECIMALS);
            require(draft.vcpus() > 0 && draft.vcpus() <= MOST_VCPUS, Why.VCPUS);
            require(draft.memoryGib() > 0 && draft.memoryGib() <= MOST_GIB, Why.MEMORY);
            require(draft.gpus() >= 0 && draft.gpus() <= MOST_GPUS, Why.GPUS);
            boolean any = draft.gpus() > 0;
            require(
                    any
                            ? draft.gpuMemoryGibEach() > 0 && draft.gpuMemoryGibEach() <= MOST_GIB
                            : draft.gpuMemoryGibEach() == 0,
                    any ? Why.NO_GPU_MEMORY : Why.GPU_MEMORY);
            require(
                    any != gpu.isEmpty()
                            && gpu.length() <= LONGEST
                            && gpu.chars().allMatch(one -> one >= ' '),
                    any ? Why.NO_MODEL : Why.MODEL);
            require(ARCHITECTURES.contains(draft.architecture()), Why.NO_ARCHITECTURE);
            return new Draft(
                    place,
                    usd,
                    draft.vcpus(),
                    draft.memoryGib(),
                    draft.gpus(),
                    draft.gpuMemoryGibEach(),
                    gpu,
                    draft.architecture());
        }

        private static boolean fits(String text, Pattern pattern) {
            return text.length() <= LONGEST && pattern.matcher(text).matches();
        }
    }
}
