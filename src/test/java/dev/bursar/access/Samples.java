package dev.bursar.access;

import dev.bursar.access.factor.SecondFactor;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.chargeback.month.ClosingCalendar;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.efficiency.query.ProvisionedService;
import dev.bursar.efficiency.query.WorkloadList;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.notify.Picture;
import dev.bursar.notify.PictureTest;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.setup.reach.RegionService;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.violations.Violations;
import module java.base;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Makes arguments that methods accept, and that name nothing that is there. */
final class Samples {
    private static final int NOBODY = 999_999_999;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final Map<Class<?>, Object> GIVEN = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(boolean.class, false),
            Map.entry(Integer.class, 1),
            Map.entry(double.class, 0.2),
            Map.entry(String.class, "1"),
            Map.entry(byte[].class, new byte[20]),
            Map.entry(Picture.class, new Picture(PictureTest.png(1, 1))),
            Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(LocalDate.class, DAY),
            Map.entry(
                    ChangeQuestion.class,
                    new ChangeQuestion(
                            new DayRange(DAY, DAY.plusDays(1)),
                            new DayRange(DAY.minusDays(1), DAY),
                            CostMetric.EFFECTIVE,
                            List.of())),
            Map.entry(YearMonth.class, YearMonth.from(DAY)),
            Map.entry(ClosingCalendar.class, ClosingCalendar.USUAL),
            Map.entry(Instant.class, Instant.parse("2026-11-24T09:00:00Z")),
            Map.entry(InputStream.class, InputStream.nullInputStream()),
            Map.entry(UUID.class, new UUID(1, 1)),
            Map.entry(List.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Collection.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(Dimension.class, Dimension.TEAM),
            Map.entry(DayRange.class, new DayRange(DAY, DAY.plusDays(7))),
            Map.entry(
                    CostQuery.class,
                    new CostQuery(
                            DAY, DAY.plusDays(7), Granularity.DAILY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of())),
            Map.entry(CostFilter.class, new CostFilter(Dimension.TEAM, CostFilter.Operator.IS, List.of("999999999"))),
            Map.entry(
                    dev.bursar.setup.reach.ReachChoice.class,
                    new dev.bursar.setup.reach.ReachChoice(false, "BursarReader", "bursar-1", null)),
            Map.entry(
                    dev.bursar.trail.query.EventQuestion.class,
                    dev.bursar.trail.query.EventQuestion.of(
                            Instant.parse("2026-11-24T09:00:00Z"), Instant.parse("2026-11-24T10:00:00Z"))),
            Map.entry(
                    dev.bursar.chargeback.pools.UsageReport.class,
                    new dev.bursar.chargeback.pools.UsageReport(
                            YearMonth.from(DAY), new TreeSet<>(Set.of(DAY)), new LinkedHashMap<>(), List.of())),
            Map.entry(dev.bursar.notify.MailAddress.class, new dev.bursar.notify.MailAddress("nobody@example.org")),
            Map.entry(
                    dev.bursar.journal.JournalQuestion.class,
                    new dev.bursar.journal.JournalQuestion(DAY, DAY.plusDays(1), List.of())));

    /** The lists that services answer for, by a service or its module's part. */
    private static final Map<String, Listing<?>> LISTINGS = Map.of(
            "dev.bursar.setup.reach.RegionService", RegionService.REGIONS,
            "dev.bursar.tagging.", Violations.LISTING,
            "dev.bursar.efficiency.query.EfficiencyService", WorkloadList.LISTING,
            "dev.bursar.efficiency.query.ProvisionedService", ProvisionedService.LISTING);

    private Samples() {}

    private static ListState usual(Class<?> service) {
        return LISTINGS.entrySet().stream()
                .filter(listing -> service.getName().startsWith(listing.getKey()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Give a listing of " + service))
                .getValue()
                .address()
                .usual();
    }

    static @Nullable Object[] of(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        ? null
                        : parameter.getType() == ListState.class
                                ? usual(method.getDeclaringClass())
                                : of(parameter.getType()))
                .toArray();
    }

    private static @Nullable Object of(Class<?> type) {
        if (GIVEN.containsKey(type)) {
            return GIVEN.get(type);
        }
        if (type == OwnershipEdit.class) {
            return of(OwnershipEdit.Add.class);
        }
        if (type == BudgetScope.class) {
            return new BudgetScope.OfEverything();
        }
        if (type == PoolSplit.class) {
            return new PoolSplit.Even(Set.of());
        }
        if (type == ValueRule.class) {
            return new ValueRule.Any();
        }
        if (type == SecondFactor.NewPasskey.class) {
            // only a browser makes one
            return null;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, args) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);
        }
        if (type.getSimpleName().endsWith("Id")) {
            return make(type.getDeclaredConstructors()[0], NOBODY);
        }
        return make(type.getDeclaredConstructors()[0], null);
    }

    private static Object make(Constructor<?> constructor, @Nullable Object only) {
        try {
            constructor.setAccessible(true);
            return only != null
                    ? constructor.newInstance(only)
                    : constructor.newInstance(Arrays.stream(constructor.getParameters())
                            .map(parameter -> parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                    ? null
                                    : of(parameter.getType()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Give a sample of " + constructor.getDeclaringClass(), e);
        }
    }
}
