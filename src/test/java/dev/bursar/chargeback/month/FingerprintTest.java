package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.month.ClosingLook.OpenDispute;
import dev.bursar.chargeback.month.ClosingLook.Owed;
import dev.bursar.chargeback.month.ClosingLook.Silent;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** Which statements changed hangs on these bytes: another rendering of anything would ask for new versions of all that was issued. */
class FingerprintTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final String WRITTEN = """
        statement v1
        team number=1:7
        currency code=3:USD total=7:1075.49
        direct service=18:Amazon EC2|Compute account=12:447100935500 category=5:USAGE month=7:2026-10 amount=5:700.1
        direct service=9:Amazon S3 account=12:447100935500 category=6:CREDIT month=7:2026-10 amount=3:-10
        correction service=9:Amazon S3 account=12:447100935501 category=10:ADJUSTMENT month=7:2026-09 amount=2:-2
        shared pool=1:2 amount=5:77.39
        shared pool=1:3 amount=3:300 of=4:4000
        closed month=7:2026-08 pool=7:Support category=5:USAGE amount=4:22.5
        closed month=7:2026-09 statement=11:2026-09-007 was=5:Fraud service=9:Amazon S3 account=12:447100935501 \
        category=5:USAGE amount=5:-12.5
        adjustment id=1:3 about=7:2026-08 amount=3:100
        """;

    /** @param reversed lines in another order, which nobody pays anything by */
    private static Statement statement(boolean reversed) {
        var direct = List.of(
                direct("Amazon EC2|Compute", "447100935500", ChargeCategory.USAGE, 10, "700.10"),
                direct("Amazon S3", "447100935500", ChargeCategory.CREDIT, 10, "-10.00"),
                direct("Amazon SQS", "447100935500", ChargeCategory.USAGE, 10, "0.00"));
        var shared = List.of(
                new Shared(
                        3,
                        "Support",
                        "Even",
                        "Even",
                        Optional.of(new BigDecimal("4000.00")),
                        Optional.of("7.50%"),
                        9,
                        new BigDecimal("300.00"),
                        null),
                new Shared(
                        2,
                        "Fees",
                        "Even",
                        "Even",
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        new BigDecimal("77.39"),
                        null));
        var closed = List.of(
                new OfClosed(
                        YearMonth.of(2026, 9),
                        "2026-09-007",
                        "Fraud",
                        "",
                        "Amazon S3",
                        "447100935501",
                        ChargeCategory.USAGE,
                        new BigDecimal("-12.50")),
                new OfClosed(
                        YearMonth.of(2026, 8),
                        "",
                        "",
                        "Support",
                        "",
                        "",
                        ChargeCategory.USAGE,
                        new BigDecimal("22.50")));
        return new Statement(
                OCTOBER,
                7,
                "Vision",
                Optional.of("4120"),
                Optional.empty(),
                cut(),
                true,
                false,
                true,
                List.of(new InCurrency(
                        "USD",
                        new BigDecimal("1075.49"),
                        Optional.of(new BigDecimal("41799.57")),
                        reversed ? direct.reversed() : direct,
                        reversed ? shared.reversed() : shared,
                        List.of(direct("Amazon S3", "447100935501", ChargeCategory.ADJUSTMENT, 9, "-2.00")),
                        reversed ? closed.reversed() : closed,
                        List.of(new Adjusted(
                                3,
                                YearMonth.of(2026, 8),
                                "From Fraud",
                                "The cluster was shared.",
                                new BigDecimal("100.00"))),
                        new Bridge(BigDecimal.ZERO, List.of(), new BigDecimal("1075.49")),
                        Map.of(3, "Support", 2, "Fees"),
                        true)),
                Map.of("447100935500", "vision-labs"),
                List.of(),
                Optional.of(new Statement.Issued(
                        "2026-10-007",
                        2,
                        Instant.parse("2026-11-25T08:00:00Z"),
                        "Ada",
                        LocalDate.of(2026, 12, 2),
                        "Late charges")),
                new Statement.Around(List.of(), List.of()));
    }

    private static Direct direct(String service, String account, ChargeCategory category, int month, String amount) {
        return new Direct(service, account, category, YearMonth.of(2026, month), new BigDecimal(amount), null);
    }

    private static Cut cut() {
        return new Cut(
                12,
                OCTOBER,
                Instant.parse("2026-11-24T06:20:31Z"),
                Instant.parse("2026-11-24T06:12:00Z"),
                41_823,
                3,
                Optional.empty(),
                true,
                false,
                true);
    }

    private static List<Check> checks() {
        var pool = new Pool(
                3,
                "Support",
                BigDecimal.ONE,
                new PoolSelection(PoolSelection.Kind.TAX, Set.of(), Set.of(), Set.of(), false),
                new PoolSplit.Even(Set.of(1, 2, 3)));
        return List.of(
                new Check.NotUpToDate("No answer"),
                new Check.BeingAddedUp(List.of(OCTOBER)),
                new Check.Over(OCTOBER, true),
                new Check.Final(
                        Optional.of(LocalDateRange.ofClosed(LocalDate.of(2026, 10, 29), LocalDate.of(2026, 10, 31))),
                        true),
                new Check.Accounts(YearMonth.of(2026, 9), List.of("447100935500")),
                new Check.Arrived(
                        ChargeKind.TAX,
                        YearMonth.of(2026, 9),
                        Map.of("USD", BigDecimal.TEN, "CNY", new BigDecimal("2.50")),
                        Map.of()),
                new Check.Invoiced(OCTOBER, 2, true),
                new Check.NoCharges(OCTOBER, false),
                new Check.Agrees(OCTOBER, "USD", new BigDecimal("0.10"), BigDecimal.ZERO, true, false),
                new Check.Allocated(),
                new Check.Unallocated(OCTOBER, "USD", new BigDecimal("12.00")),
                new Check.NotSplit(pool, Unsplit.NO_WEIGHTS),
                new Check.Unconfirmed(List.of("Vision", "Fraud")),
                new Check.BeforeLedger(Optional.of(OCTOBER)),
                new Check.EarlierOpen(YearMonth.of(2026, 9)),
                new Check.NotIssued(List.of("Vision"), false),
                new Check.ChangedSince(List.of("Vision")),
                new Check.Disputes(OCTOBER, List.of(new Check.Disputed(7, "Vision"))));
    }

    @Test
    void aStatementSaysWhatIsPaidByNamedFieldsInAnOrderOfTheirOwn() {
        assertThat(Fingerprint.of(statement(false))).isEqualTo(WRITTEN);
        assertThat(Fingerprint.of(statement(true))).isEqualTo(WRITTEN);
    }

    /** As it was kept before a fingerprint was written down, and with fields that this release doesn't know. */
    @Test
    void whatWasIssuedBeforeStaysWhatItWas() throws IOException {
        String kept;
        try (var file = getClass().getResourceAsStream("/issued-statement.json")) {
            kept = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        assertThat(statement(false).kept()).as("what is kept now").isEqualTo(kept);
        assertThat(Fingerprint.of(Statement.read(kept))).isEqualTo(WRITTEN);
        String without = kept.replace("\"was\":\"\",", "").replace("\"pool\":\"\",", "\"later\":[1],");
        assertThat(without).isNotEqualTo(kept);
        assertThat(Fingerprint.of(Statement.read(without))).isEqualTo(WRITTEN);
    }

    @Test
    void whatWouldBeIssuedIsHeldWithItsChecks() {
        var draft = new Draft(cut(), 2, List.of(), checks(), List.of(), List.of(), List.of(statement(false)));
        assertThat(Fingerprint.of(draft)).isEqualTo("6d9361a3b853ae88f7214aa65ac6f689d99c6aa8ca83ba1ae9a0240833661ff4");
    }

    private static ClosingLook look(List<AcceptedDifference> accepted, List<AcceptedDifference> over) {
        return new ClosingLook(
                List.of(new Owed(
                        "USD",
                        2,
                        new BigDecimal("592.83"),
                        BigDecimal.ZERO,
                        new BigDecimal("1.50"),
                        BigDecimal.ZERO,
                        1)),
                List.of(),
                accepted,
                over,
                List.of(new OpenDispute(7, "Vision", 4, BigMoney.parse("USD 3.00"))),
                List.of(new Silent(8, "Fraud", Optional.of(LocalDate.of(2026, 12, 2)))));
    }

    @Test
    void whatClosingPostsAndLeavesOpenIsHeld() {
        assertThat(Fingerprint.closing(List.of(), new byte[] {1, 2}, look(List.of(), List.of())))
                .isEqualTo("8ffb0d8183f812971a08c8d7a75e32c170e30b7829b7ae1e9d5d4313fb125624");
    }

    @Test
    void aDifferenceThatWasAcceptedOrIsReversedIsPartOfWhatIsClosed() {
        var one = new AcceptedDifference(
                5,
                OCTOBER,
                "USD",
                BigDecimal.ONE,
                BigDecimal.TEN,
                BigDecimal.TEN,
                "A fee that no line names.",
                9,
                Instant.parse("2026-11-25T08:00:00Z"),
                "Ada");
        assertThat(Stream.of(look(List.of(), List.of()), look(List.of(one), List.of()), look(List.of(), List.of(one)))
                        .map(look -> Fingerprint.closing(List.of(), new byte[] {1, 2}, look)))
                .doesNotHaveDuplicates();
    }
}
