package dev.bursar.charges;

import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import module java.base;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Charges of a small organisation for tests of pages: three teams by tag, something untagged, hostile texts, two currencies. */
public final class ChargeFixture {
    public static final String HOSTILE = "=cmd|'/C calc'!A0,<img src=x onerror=alert(1)>\n\u202E$%2C";
    public static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
    public static final LocalDate LAST = LocalDate.of(2026, 11, 23);

    /** Every dimension, with one tag. */
    public static final List<Dimension> DIMENSIONS = Stream.of(
                    Dimension.COMMON,
                    Dimension.OF_EXPORTS,
                    Dimension.OF_MODELS,
                    List.of(Dimension.PROFILE),
                    List.<Dimension>of(new Dimension.Tag("app.kubernetes.io/name, 100%")))
            .flatMap(List::stream)
            .toList();

    private ChargeFixture() {}

    /** Loads it into the portal's database. */
    public static void load(ApplicationContext portal) {
        var organisation = portal.getBean(Organisation.class);
        var rules = portal.getBean(OwnershipRules.class);
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            if (rules.all().isEmpty()) {
                for (String team : List.of("Research", "Vision", "Fraud")) {
                    TeamId id = organisation.teamNamed(team);
                    rules.append(id, List.of(team.toLowerCase(java.util.Locale.ROOT)), true, null, null);
                }
            }
            load(portal, FIRST, LAST);
        });
    }

    /** Loads the same charges of other days. */
    public static void load(ApplicationContext portal, LocalDate first, LocalDate last) {
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(ChargeLoader.class)
                        .replace(
                                first.datesUntil(last.plusDays(1))
                                        .map(ChargeFixture::slice)
                                        .toList(),
                                "test",
                                1,
                                () -> new Ownership(
                                        portal.getBean(OwnershipRules.class).all())));
    }

    /** Loads one more charge, of a day and account of its own. */
    public static void load(
            ApplicationContext portal, String day, String account, String service, String tag, String amount) {
        LocalDate date = LocalDate.parse(day);
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(ChargeLoader.class)
                        .replace(
                                List.of(new Slice(
                                        date,
                                        account,
                                        false,
                                        List.of(charge(date, account, service, "Usage", tag, "USD", amount)))),
                                "test",
                                1,
                                () -> new Ownership(
                                        portal.getBean(OwnershipRules.class).all())));
    }

    private static Slice slice(LocalDate day) {
        String account = "012345678901";
        return new Slice(
                day,
                account,
                day.isAfter(LocalDate.of(2026, 11, 20)),
                List.of(
                        charge(day, account, "Amazon SageMaker", "Usage", "research", "USD", "10.123456789"),
                        charge(day, account, "Amazon EC2", "Usage", "Vision", "USD", "5.5"),
                        charge(day, account, "Amazon S3", "Usage", "fraud", "USD", "2.25"),
                        charge(day, account, "Amazon S3", "Credit", "fraud", "USD", "-0.25"),
                        charge(day, account, "Amazon S3", "Usage", "", "USD", "1"),
                        charge(day, account, "AWS Glue", "Usage", HOSTILE, "USD", "0.5"),
                        charge(day, account, "AWS Glue", "Usage", "research", "CNY", "7")));
    }

    private static SourceCharge charge(
            LocalDate day, String account, String service, String type, String tag, String currency, String amount) {
        var value = new BigDecimal(amount);
        return new SourceCharge(
                day, account, service, type, tag, new CostAmounts(currency, value, value, value, value, null, null));
    }
}
