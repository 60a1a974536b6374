package dev.bursar.chargeback.corrections;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutQuantity;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Allocator;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.charges.RecordType;
import module java.base;

/** Lines of cuts for tests, and what is issued of them. */
final class CorrectionCharges {
    static final YearMonth MONTH = YearMonth.of(2026, 10);
    static final Set<Integer> TEAMS = Set.of(1, 2, 3, 4, 5);

    /** Of all services but one. */
    static final List<CutQuantity> QUANTITIES = Stream.of("Amazon EC2", "Amazon S3", "AWS Glue")
            .flatMap(service -> Stream.of(0, 1, 2, 4)
                    .map(team -> new CutQuantity(team, service, "GB", new BigDecimal(team + ".125"))))
            .toList();

    private CorrectionCharges() {}

    static CutLine line(int team, String service, String recordType, String tag, String billed) {
        return line(team, "111111111111", service, recordType, tag, "USD", new BigDecimal(billed), BigDecimal.ZERO);
    }

    static CutLine line(
            int team,
            String account,
            String service,
            String recordType,
            String tag,
            String currency,
            BigDecimal billed,
            BigDecimal unused) {
        return new CutLine(
                new CutCharge(
                        team,
                        account,
                        service,
                        recordType,
                        RecordType.category(recordType),
                        kind(recordType),
                        false,
                        MONTH,
                        currency,
                        billed,
                        billed,
                        unused),
                0,
                tag,
                1);
    }

    /** One for each record type. */
    static ChargeKind kind(String recordType) {
        return switch (recordType.toLowerCase(Locale.ROOT)) {
            case "tax" -> ChargeKind.TAX;
            case "support" -> ChargeKind.SUPPORT;
            case "credit" -> ChargeKind.CREDIT;
            case "rifee" -> ChargeKind.COMMITMENT_FEE;
            case "refund" -> ChargeKind.OTHER;
            default -> ChargeKind.USAGE;
        };
    }

    static CutLine billed(CutLine line, BigDecimal billed) {
        CutCharge charge = line.charge();
        return line(
                charge.team(),
                charge.account(),
                charge.service(),
                charge.recordType(),
                line.tagValue(),
                charge.currency(),
                billed,
                charge.unused().min(billed.max(BigDecimal.ZERO)));
    }

    static CutLine owned(CutLine line, int team) {
        CutCharge charge = line.charge();
        return line(
                team,
                charge.account(),
                charge.service(),
                charge.recordType(),
                line.tagValue(),
                charge.currency(),
                charge.billed(),
                charge.unused());
    }

    static CutLine named(CutLine line, String service) {
        CutCharge charge = line.charge();
        return line(
                charge.team(),
                charge.account(),
                service,
                charge.recordType(),
                line.tagValue(),
                charge.currency(),
                charge.billed(),
                charge.unused());
    }

    static Pool pool(int id, Kind kind, PoolSplit split) {
        return new Pool(
                id,
                "Pool " + id,
                BigDecimal.valueOf(id),
                new PoolSelection(kind, Set.of(), Set.of(), Set.of(), false),
                split);
    }

    static List<Allocation> issued(List<CutLine> kept, List<Pool> pools) {
        return new Allocator(MONTH, pools, TEAMS, Set.of(), QUANTITIES)
                .allocate(kept.stream().map(CutLine::charge).toList());
    }

    static List<CorrectionLine> corrections(List<CutLine> kept, List<CutLine> newest, List<Pool> pools) {
        return Corrections.of(MONTH, kept, newest, issued(kept, pools), false);
    }

    static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
