package dev.bursar.charges;

import dev.bursar.charges.spi.LoadThrottle;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import module java.base;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Months of a synthetic organisation's charges for benches of other modules: a month's charges are the same in each database. */
public final class SyntheticYears {
    private static final int CHARGES = 55;

    private SyntheticYears() {}

    /** Each run replaces the charges of yesterday, all accounts, by others. */
    public static Runnable reloads(ApplicationContext node, int accounts) {
        var loader = node.getBean(ChargeLoader.class);
        var transactions = node.getBean(TransactionTemplate.class);
        var ownership = new Ownership(node.getBean(OwnershipRules.class).all());
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        var versions = List.of(
                new SyntheticCharges(1, accounts).day(day, CHARGES),
                new SyntheticCharges(2, accounts).day(day, CHARGES));
        var turn = new AtomicInteger();
        var rest = node.getBean(LoadThrottle.class);
        return () -> rest.before(() -> transactions.execute(
                status -> loader.replace(versions.get(turn.getAndIncrement() % 2), "bench", 1, () -> ownership)));
    }

    /** Loads the months {@code from} to {@code last}; the last one only before {@code end}. */
    public static void load(
            ApplicationContext node, YearMonth from, LocalDate end, int accounts, int chargesAnAccountAndDay) {
        var rules = node.getBean(OwnershipRules.class);
        var organisation = node.getBean(Organisation.class);
        var loader = node.getBean(ChargeLoader.class);
        var transactions = node.getBean(TransactionTemplate.class);
        if (rules.all().isEmpty()) {
            for (int i = 0; i < SyntheticCharges.TAGS; i++) {
                int team = i;
                transactions.executeWithoutResult(status -> rules.append(
                        organisation.teamNamed("Team " + team), List.of(SyntheticCharges.tag(team)), true, null, null));
            }
        }
        var ownership = new Ownership(rules.all());
        for (YearMonth month = from; month.atDay(1).isBefore(end); month = month.plusMonths(1)) {
            LocalDate first = month.atDay(1);
            int days = YearMonth.from(end).equals(month) ? end.getDayOfMonth() - 1 : month.lengthOfMonth();
            List<Slice> slices = new SyntheticCharges(month.getYear() * 12L + month.getMonthValue(), accounts)
                    .days(first, days, chargesAnAccountAndDay);
            transactions.executeWithoutResult(status -> loader.replace(slices, "bench", 1, () -> ownership));
        }
    }
}
