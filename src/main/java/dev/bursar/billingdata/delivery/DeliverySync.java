package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.files.ObjectCache;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Takes what AWS has delivered of exports since the last run; there only where the environment says where they are. */
@Component
@Conditional(DeliveryLocations.Named.class)
class DeliverySync implements SyncJob {
    private final DeliveryLocations places;
    private final ImportedDeliveries taken;
    private final DeliveredCosts costs;
    private final BackgroundScope background;
    private final DeliveryEngine engine;
    private final Clock clock;
    private final ObjectCache cache;
    private final Path work;

    DeliverySync(
            DeliveryLocations places,
            ImportedDeliveries taken,
            DeliveredCosts costs,
            BackgroundScope background,
            DeliveryEngine engine,
            Clock clock,
            @Value("${bursar.data}") Path data,
            Environment environment) {
        this.places = places;
        this.taken = taken;
        this.costs = costs;
        this.background = background;
        this.engine = engine;
        this.clock = clock;
        cache = new ObjectCache(
                data.resolve("deliveries"), DeliverySettings.of(environment).megabytes() << 20);
        work = data.resolve("deliveries-work");
    }

    @Override
    public String name() {
        return "exports";
    }

    @Override
    public String title() {
        return "Read charge files from AWS";
    }

    /** AWS delivers up to three times a day; a run that finds nothing new costs some list requests. */
    @Override
    public int everyHours() {
        return 4;
    }

    @Override
    public List<String> after() {
        return List.of("reach");
    }

    @Override
    public ProgressUnit counted() {
        return ProgressUnit.DELIVERIES;
    }

    @Override
    public Optional<String> fact() {
        return engine.fact();
    }

    @Override
    public int run(Run run) {
        return background.call(() -> {
            try {
                cache.tidy();
                PrivateFolder.tidy(work);
                int failed = new DeliveryScan(
                                run,
                                places.places(),
                                taken,
                                costs,
                                new DeliveryImporter(costs, () -> work),
                                cache,
                                engine,
                                clock)
                        .run();
                engine.tidy(run);
                return failed;
            } catch (IOException e) {
                throw disk(e);
            }
        });
    }

    static SourceProblem disk(IOException e) {
        DiskFull full = DiskFull.in(e).orElse(null);
        return new SourceProblem(
                full == null ? SourceProblem.Kind.SETTINGS : SourceProblem.Kind.UNAVAILABLE,
                new DeliveryProblem.NotStored(full),
                e);
    }
}
