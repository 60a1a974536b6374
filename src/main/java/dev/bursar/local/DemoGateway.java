package dev.bursar.local;

import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.MonthStage.Stage;
import dev.bursar.chargeback.pools.MetricService;
import dev.bursar.chargeback.pools.MetricService.Reported;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.files.StoredObject;
import dev.bursar.kernel.Today;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's finance splits what its gateway's role spends on models by the tokens of the gateway's reports, from its first statements on. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoGateway {
    private static final String NAME = "LLM gateway";
    private static final String CALLER = ":role/llm-gateway";
    private static final String REPORTS = "s3://acme-usage-reports/litellm/";
    private static final String COLUMN = "Total Tokens";
    private static final int FEW = 1_000;
    private static final Set<Stage> ISSUED = Set.of(Stage.ISSUED, Stage.CLOSED);
    /** Teams by the names that the gateway's admins gave them; the last one is nobody's. */
    private static final Map<String, String> TEAMS = Map.of(
            "Fraud Detection",
            "Fraud",
            "search-core",
            "Search",
            "Recsys",
            "Recommendations",
            "ml-platform",
            "Platform",
            "Growth Marketing",
            "Growth");

    private final PoolService pools;
    private final MetricService metrics;
    private final ChargebackService chargeback;
    private final List<ObjectStores> stores;
    private final Clock clock;

    DemoGateway(
            PoolService pools,
            MetricService metrics,
            ChargebackService chargeback,
            List<ObjectStores> stores,
            Clock clock) {
        this.pools = pools;
        this.metrics = metrics;
        this.chargeback = chargeback;
        this.stores = List.copyOf(stores);
        this.clock = clock;
    }

    /** The last three months: those of them that nobody has issued yet. */
    private List<YearMonth> months() {
        YearMonth present = YearMonth.from(Today.of(clock));
        Set<YearMonth> issued = chargeback.months().stream()
                .filter(row -> ISSUED.contains(row.stage().stage()))
                .map(ChargebackService.MonthRow::month)
                .collect(Collectors.toSet());
        return Stream.of(3, 2, 1)
                .map(present::minusMonths)
                .filter(month -> !issued.contains(month))
                .toList();
    }

    /** Returns whether there is a pool of the gateway with its numbers. */
    boolean pooled() {
        List<YearMonth> months = months();
        return months.isEmpty()
                || (pool(months).isPresent() || created(months))
                        && months.stream().allMatch(month -> counted(pool(months), month));
    }

    /** Whether what the gateway spends is split, or no charge says that it is the gateway's: statements need not wait for it. */
    boolean settled() {
        List<YearMonth> months = months();
        return months.isEmpty() || pool(months).isPresent() || callers().isEmpty();
    }

    private Set<String> callers() {
        return pools.choices().callers().stream()
                .filter(caller -> caller.endsWith(CALLER))
                .collect(Collectors.toSet());
    }

    private boolean created(List<YearMonth> months) {
        Set<String> callers = callers();
        if (callers.isEmpty() || !pools.choices().months().containsAll(months)) {
            return false;
        }
        List<PoolService.Row> before =
                pools.page(Optional.of(months.getFirst())).rows();
        pools.create(List.of(PoolDraft.ofCallers(
                NAME, callers, "Tokens", before.isEmpty() ? 0 : before.getLast().id(), months.getFirst())));
        return true;
    }

    private Optional<Integer> pool(List<YearMonth> months) {
        return pools.page(Optional.of(months.getLast())).rows().stream()
                .filter(pool -> pool.name().equals(NAME))
                .map(PoolService.Row::id)
                .findFirst();
    }

    /** Whether a month has its numbers, or can't have any, as somebody else has split the pool. */
    private boolean counted(Optional<Integer> pool, YearMonth month) {
        Optional<MetricService.Page> page = pool.flatMap(metrics::page);
        boolean open = page.stream()
                .flatMap(one -> one.months().stream())
                .anyMatch(one -> one.month().equals(month) && one.numbers().isEmpty());
        if (page.isEmpty() || !open) {
            return true;
        }
        String file = "team-usage-" + month + ".csv";
        Optional<byte[]> report = report(file);
        report.ifPresent(bytes -> {
            Reported read = metrics.read(month, bytes);
            Map<String, Integer> told = new TreeMap<>();
            read.unknown().forEach(name -> told.put(name, read.teams().getOrDefault(TEAMS.getOrDefault(name, ""), 0)));
            metrics.save(page.get().pool(), page.get().version(), month, read.report(), file, COLUMN, told);
        });
        return report.isPresent();
    }

    private Optional<byte[]> report(String name) {
        ObjectPlace place = ObjectPlace.at(REPORTS, stores, "The demo's reports");
        var meter = new Uncounted();
        Optional<StoredObject> object = place.store().below(place.folder(), FEW, meter).stream()
                .filter(one -> one.key().endsWith("/" + name))
                .findFirst();
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Files.createTempFile("bursar-demo", ".csv");
            try {
                return place.store().copy(object.get(), file, meter, bytes -> {})
                        ? Optional.of(Files.readAllBytes(file))
                        : Optional.empty();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** People fetch the report themselves and upload it: Bursar asks AWS for nothing. */
    private static final class Uncounted implements RequestMeter {
        @Override
        public <T> T send(
                String api,
                String account,
                String region,
                BigDecimal priceUsd,
                Predicate<RuntimeException> refused,
                Supplier<T> request) {
            return request.get();
        }
    }
}
