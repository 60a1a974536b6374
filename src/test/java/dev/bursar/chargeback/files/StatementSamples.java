package dev.bursar.chargeback.files;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.Bridge.Kind;
import dev.bursar.chargeback.split.Bridge.Step;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.MayChange;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Statements as services give them, of made-up charges. */
final class StatementSamples {
    static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final List<String> SERVICES = List.of(
            "Amazon SageMaker",
            "Amazon Elastic Compute Cloud - Compute",
            "Amazon DynamoDB",
            "Amazon Simple Storage Service",
            "Amazon Kinesis",
            "AWS Data Transfer",
            "AmazonCloudWatch",
            "AWS Key Management Service",
            "Amazon Relational Database Service",
            "AWS Lambda");

    private StatementSamples() {}

    static Cut cut(Instant madeAt) {
        return new Cut(
                12,
                OCTOBER,
                madeAt,
                Instant.parse("2026-11-24T06:12:00Z"),
                41_823,
                3,
                Optional.of(LocalDateRange.ofClosed(LocalDate.of(2026, 10, 29), LocalDate.of(2026, 10, 31))),
                true,
                false,
                true);
    }

    /** @param lines of direct charges */
    static Statement statement(int team, String name, int lines) {
        var direct = new ArrayList<Direct>();
        for (int i = 0; i < lines; i++) {
            String amount = (i * 7919L % 2_000_000) + "." + "%02d".formatted(i * 37 % 100);
            direct.add(direct(
                    SERVICES.get(i % SERVICES.size()) + (i < 50 ? "" : " " + i / 50),
                    "4471009355" + "%02d".formatted(i / SERVICES.size()),
                    i % 17 == 3 ? ChargeCategory.CREDIT : ChargeCategory.USAGE,
                    (i % 17 == 3 ? "-" : "") + amount,
                    amount));
        }
        return statement(
                team,
                name,
                in(
                        "USD",
                        direct,
                        List.of(
                                new Shared(
                                        1,
                                        "Compute Savings Plan fee",
                                        "By usage covered by commitments",
                                        "By usage covered by commitments",
                                        Optional.of(new BigDecimal("41860.00")),
                                        Optional.of("9.42%"),
                                        9,
                                        new BigDecimal("3943.21"),
                                        new BigDecimal("3512.00")),
                                new Shared(
                                        2,
                                        "AWS Support",
                                        "Even",
                                        "Even",
                                        Optional.empty(),
                                        Optional.empty(),
                                        0,
                                        new BigDecimal("456.95"),
                                        new BigDecimal("440.10"))),
                        List.of(new Direct(
                                "Amazon SageMaker",
                                "447100935500",
                                ChargeCategory.ADJUSTMENT,
                                YearMonth.of(2026, 9),
                                new BigDecimal("-312.40"),
                                BigDecimal.ZERO.setScale(2)))));
    }

    static Statement statement(int team, String name, InCurrency... currencies) {
        return new Statement(
                OCTOBER,
                team,
                name,
                Optional.of("4120"),
                Optional.empty(),
                cut(Instant.parse("2026-11-24T06:20:31Z")),
                true,
                true,
                false,
                List.of(currencies),
                Map.of("447100935500", "vision-labs", "447100935501", "vision-production"),
                List.of(MayChange.ESTIMATED, MayChange.NO_INVOICE, MayChange.DRAFT),
                Optional.empty(),
                new Statement.Around(List.of(OCTOBER), List.of()));
    }

    static Direct direct(
            String service, String account, ChargeCategory category, String amount, @Nullable String before) {
        return new Direct(
                service,
                account,
                category,
                OCTOBER,
                new BigDecimal(amount),
                before == null ? null : new BigDecimal(before));
    }

    static InCurrency in(String currency, List<Direct> direct, List<Shared> shared, List<Direct> corrections) {
        BigDecimal total = Stream.of(
                        direct.stream().map(Direct::amount),
                        shared.stream().map(Shared::amount),
                        corrections.stream().map(Direct::amount))
                .flatMap(amounts -> amounts)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        var steps = List.of(
                new Step(Kind.COVERED_USAGE, 0, new BigDecimal("-1204.118")),
                new Step(Kind.TAKEN_BY_POOL, 2, new BigDecimal("-88.5")),
                new Step(Kind.PART_OF_POOL, 1, new BigDecimal("3943.21")),
                new Step(Kind.PART_OF_POOL, 2, new BigDecimal("456.95")));
        BigDecimal start = total.subtract(steps.stream().map(Step::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        return new InCurrency(
                currency,
                total,
                Optional.of(new BigDecimal("41799.57")),
                direct,
                shared,
                corrections,
                List.of(),
                List.of(),
                new Bridge(start, steps, total),
                Map.of(1, "Compute Savings Plan fee", 2, "AWS Support"),
                true);
    }

    /** The same as version 2, with a correction of a closed month and an adjustment. */
    static Statement issued(Statement draft) {
        InCurrency in = draft.currencies().getFirst();
        BigDecimal closed = new BigDecimal("-12.50");
        BigDecimal adjusted = new BigDecimal("100.00");
        return new Statement(
                draft.month(),
                draft.team(),
                draft.name(),
                draft.costCentre(),
                draft.ended(),
                draft.cut(),
                draft.full(),
                draft.shown(),
                draft.agrees(),
                List.of(new InCurrency(
                        in.currency(),
                        in.total().add(closed).add(adjusted),
                        in.before(),
                        in.direct(),
                        in.shared(),
                        in.corrections(),
                        List.of(new Statement.OfClosed(
                                YearMonth.of(2026, 9),
                                "2026-09-007",
                                "",
                                "",
                                "Amazon SageMaker",
                                "447100935501",
                                ChargeCategory.USAGE,
                                closed)),
                        List.of(new Statement.Adjusted(
                                3, YearMonth.of(2026, 8), "From Fraud", "The cluster was shared.", adjusted)),
                        in.bridge(),
                        in.pools(),
                        in.comparable())),
                draft.accounts(),
                List.of(),
                Optional.of(new Statement.Issued(
                        "2026-10-007",
                        2,
                        Instant.parse("2026-11-25T08:00:00Z"),
                        "Ada",
                        LocalDate.of(2026, 12, 2),
                        "Late charges")),
                draft.around());
    }
}
