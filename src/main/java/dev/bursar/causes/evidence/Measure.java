package dev.bursar.causes.evidence;

import dev.bursar.causes.evidence.UseByDay.Use;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A size of a resource that calls ask for, and what a day's charges say of it. */
public enum Measure {
    /** In gigabytes. */
    STORAGE("(?!.*(Backup|Snapshot)).*(VolumeUsage|Storage).*", Paid.BY_MONTH, "0"),
    /** Of general purpose disks only those above what comes with them are paid. */
    IOPS(".*P-?IOPS.*", Paid.BY_MONTH, "0", "3000", "12000"),
    /** In mebibytes a second, paid in gibibytes above what comes with a disk. */
    THROUGHPUT(".*Throughput.*", Paid.BY_MONTH, "125", "500") {
        @Override
        Stream<BigDecimal> paid(BigDecimal asked) {
            return super.paid(asked).map(more -> more.divide(MEBI, MathContext.DECIMAL64));
        }
    },
    READ_CAPACITY(".*ReadCapacityUnit-Hrs.*", Paid.BY_HOUR, "0"),
    WRITE_CAPACITY(".*WriteCapacityUnit-Hrs.*", Paid.BY_HOUR, "0"),
    SHARDS("(?!.*(Extended|LongTerm|FanOut)).*ShardHour.*", Paid.BY_HOUR, "0"),
    /** Data processing units of a job's run. */
    WORKERS(".*DPU-Hour.*", Paid.BY_USE, "0"),
    /** Of a function, in megabytes; what it costs goes by its requests too. */
    MEMORY(".*Lambda-GB-Second.*", Paid.BY_USE, "0");

    private static final BigDecimal MEBI = new BigDecimal(1024);
    private static final BigDecimal HOURS = new BigDecimal(24);

    private enum Paid {
        /** By how much there is for a month. */
        BY_MONTH,
        BY_HOUR,
        /** As often and long as it is used: only how many times as large it became can be told. */
        BY_USE
    }

    private final Pattern usageType;
    private final Paid how;
    private final List<BigDecimal> free;

    Measure(String usageType, Paid how, String... free) {
        this.usageType = Pattern.compile("(?i)" + usageType);
        this.how = how;
        this.free = Stream.of(free).map(BigDecimal::new).toList();
    }

    /** Whether a day's charge goes by this size. */
    boolean tells(Use use) {
        return use.quantity() != null && usageType.matcher(use.usageType()).matches();
    }

    /** The size that a day's quantity says; of what goes by use, the quantity itself. */
    BigDecimal size(Use use) {
        BigDecimal quantity = use.quantity() == null ? BigDecimal.ZERO : use.quantity();
        return switch (how) {
            case BY_MONTH -> quantity.multiply(BigDecimal.valueOf(use.day().lengthOfMonth()));
            case BY_HOUR -> quantity.divide(HOURS, MathContext.DECIMAL64);
            case BY_USE -> quantity;
        };
    }

    /** What may be paid of a size that is asked for. */
    Stream<BigDecimal> paid(BigDecimal asked) {
        return free.stream().map(asked::subtract).filter(more -> more.signum() >= 0);
    }

    /** Whether a size is known only as how many times as large it became. */
    public boolean byUse() {
        return how == Paid.BY_USE;
    }
}
