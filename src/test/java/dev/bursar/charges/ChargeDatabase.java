package dev.bursar.charges;

import dev.bursar.charges.query.CostService;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SliceStore;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.charges.store.Rollups;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.spend.SpendService;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with the spend module on it, and short words for making charges. */
public final class ChargeDatabase implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    public static final List<String> SERVICES = List.of("AmazonEC2", "AmazonSageMaker", "AmazonS3", "AWSGlue");
    public static final List<String> TYPES = List.of(
            "Usage", "SavingsPlanCoveredUsage", "SavingsPlanNegation", "SavingsPlanRecurringFee", "Tax", "Credit");
    public static final List<String> TAGS = List.of("", "vision", "Vision", "nlp", "=cmd|' /C calc'!A0");
    public static final List<String> ACCOUNTS = List.of("012345678901", "111111111111", "222222222222");

    public final TestDatabase database = TestDatabase.migrated();
    public final AtomicReference<Visibility> visibility = new AtomicReference<>(Visibility.EVERYTHING);
    public final AtomicReference<PersonId> actor = new AtomicReference<>(PersonId.SYSTEM);
    public final MovableClock clock = new MovableClock(NOW);
    public final ChargeBeans beans =
            new ChargeBeans(database.dataSource(), clock, new HandWrittenScope(visibility, actor));
    public final ChargeLoader loader = beans.get(ChargeLoader.class);
    public final Rollups rollups = beans.get(Rollups.class);
    public final CostService service = beans.get(CostService.class);
    public final OwnershipReasons reasons = beans.get(OwnershipReasons.class);
    public final SpendService spend = beans.get(SpendService.class);
    public final OwnershipRules rules = beans.get(OwnershipRules.class);
    public final JdbcClient jdbc = database.jdbc();

    /** What the person who asks may see, as the test says. */
    public record HandWrittenScope(AtomicReference<Visibility> now, AtomicReference<PersonId> person) implements Scope {
        public HandWrittenScope(AtomicReference<Visibility> now) {
            this(now, new AtomicReference<>(PersonId.SYSTEM));
        }

        @Override
        public Actor actor() {
            return new Actor(person.get(), "test");
        }

        @Override
        public Set<Role> roles() {
            return Set.of();
        }

        @Override
        public Visibility visibility() {
            return now.get();
        }
    }

    public TeamId team(String name) {
        return beans.get(Organisation.class).teamNamed(name);
    }

    public SliceStore.Loaded load(Slice... slices) {
        return load(List.of(slices));
    }

    public SliceStore.Loaded load(List<Slice> slices) {
        var ownership = new Ownership(rules.all());
        return beans.transactions().execute(status -> loader.replace(slices, "test", 7, () -> ownership));
    }

    public static Slice slice(String day, String account, SourceCharge... charges) {
        return new Slice(LocalDate.parse(day), account, false, List.of(charges));
    }

    public static SourceCharge charge(
            String day, String account, String service, String type, String tag, String amount) {
        return new SourceCharge(LocalDate.parse(day), account, service, type, tag, amounts("USD", amount));
    }

    public static CostAmounts amounts(String currency, String amount) {
        var value = new BigDecimal(amount);
        return new CostAmounts(
                currency,
                value.multiply(new BigDecimal("1.10")),
                value.multiply(new BigDecimal("1.05")),
                value,
                value.multiply(new BigDecimal("0.93")),
                null,
                null);
    }

    /** A slice of charges as they may come, some twice, in one or two currencies. */
    public static Slice randomSlice(Random random, LocalDate day, String account) {
        var charges = new ArrayList<SourceCharge>();
        int count = random.nextInt(25);
        for (int i = 0; i < count; i++) {
            charges.add(new SourceCharge(
                    day,
                    account,
                    pick(random, SERVICES),
                    pick(random, TYPES),
                    pick(random, TAGS),
                    amounts(
                            random.nextInt(5) == 0 ? "CNY" : "USD",
                            randomAmount(random).toString())));
        }
        return new Slice(day, account, random.nextBoolean(), charges);
    }

    public static BigDecimal randomAmount(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> new BigDecimal("0.0000000084");
            case 1 -> new BigDecimal("-0");
            case 2 -> new BigDecimal("1E+3");
            default -> BigDecimal.valueOf(random.nextLong(-10_000_000L, 100_000_000_000L), 2 + random.nextInt(8));
        };
    }

    public static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    public static BigDecimal sum(BigDecimal... amounts) {
        return Arrays.stream(amounts).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal number(String sql) {
        return jdbc.sql(sql).query(BigDecimal.class).single();
    }

    @Override
    public void close() {
        beans.close();
        database.close();
    }
}
