package dev.bursar.causes.evidence;

import dev.bursar.causes.evidence.UseByDay.Series;
import module java.base;

/** A size of a resource that calls ask for, and what of its charges goes by it. */
public enum Measure {
    /** In gigabytes. */
    STORAGE("(?!.*(Backup|Snapshot)).*(VolumeUsage|Storage).*", Paid.BY_MONTH, "0"),
    /** Of general purpose disks only those above what comes with them are paid. */
    IOPS(".*P-?IOPS.*", Paid.BY_MONTH, "0", "3000", "12000"),
    /** In mebibytes a second, paid in gibibytes above what comes with a disk. */
    THROUGHPUT(".*Throughput.*", Paid.BY_MONTH, "125", "500") {
        @Override
        Stream<BigDecimal> paid(BigDecimal asked) {
            return super.paid(asked).map(more -> more.divide(new BigDecimal(1_024), MathContext.DECIMAL64));
        }
    },
    /** Of a table and its indexes together. */
    READ_CAPACITY(".*ReadCapacityUnit-Hrs.*", Paid.BY_HOUR, "0"),
    WRITE_CAPACITY(".*WriteCapacityUnit-Hrs.*", Paid.BY_HOUR, "0"),
    SHARDS("(?!.*(Extended|LongTerm|FanOut)).*ShardHour.*", Paid.BY_HOUR, "0"),
    /** Data processing units of a job's run. */
    WORKERS(".*DPU-Hour.*", Paid.BY_USE, "0"),
    /** Of a function, in megabytes. */
    MEMORY(".*Lambda-GB-Second.*", Paid.BY_USE, "0");

    private static final Pattern MONTHLY = Pattern.compile("(?i).*mo(nths?)?");
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

    /** Whether a use goes by this size. */
    boolean has(Series series) {
        return usageType.matcher(series.usageType()).matches()
                && (how != Paid.BY_MONTH || MONTHLY.matcher(series.unit()).matches());
    }

    /** Whether only how many times as large it became can be told by what is used. */
    public boolean byUse() {
        return how == Paid.BY_USE;
    }

    /** Whether it stays as it was asked for: storage of databases may grow by itself. */
    boolean isFixed() {
        return how != Paid.BY_USE && this != STORAGE;
    }

    /** Whether a call may ask for a part of it. */
    boolean inParts() {
        return this == READ_CAPACITY || this == WRITE_CAPACITY;
    }

    /** The quantities that a whole day may have of a size; none of what goes by use. */
    List<BigDecimal> aDay(BigDecimal size, LocalDate day) {
        return switch (how) {
            case BY_MONTH ->
                paid(size)
                        .map(paid -> paid.divide(BigDecimal.valueOf(day.lengthOfMonth()), MathContext.DECIMAL64))
                        .toList();
            case BY_HOUR -> paid(size).map(HOURS::multiply).toList();
            case BY_USE -> List.of();
        };
    }

    /** What may be paid of a size that is asked for. */
    Stream<BigDecimal> paid(BigDecimal asked) {
        return free.stream().map(asked::subtract).filter(more -> more.signum() >= 0);
    }
}
