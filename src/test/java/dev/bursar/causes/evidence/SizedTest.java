package dev.bursar.causes.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.Act.Size;
import dev.bursar.causes.evidence.UseByDay.Series;
import dev.bursar.causes.evidence.UseByDay.Use;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row is a resource that is paid by something else than hours: 20 days from 1 November against 20 from 1 October. */
class SizedTest {
    private static final DayRange NOW = new DayRange(day(11, 1), day(11, 21));
    private static final DayRange BEFORE = new DayRange(day(10, 1), day(10, 21));

    /**
     * What a day has, of a usage type and unit, before a day and from it on; the event, when, what it asked for and what was there before; what
     * comes of it.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
            gigabytes                  | EBS:VolumeUsage.gp3 GB-Mo | 10 20 11-10 | ModifyVolume 11-09T23:00 | STORAGE 600 -       | EXPLAINED
            fewer than asked for       | EBS:VolumeUsage.gp3 GB-Mo | 10 20 11-10 | ModifyVolume 11-09T23:00 | STORAGE 900 -       | CANDIDATE
            the other way              | EBS:VolumeUsage.gp3 GB-Mo | 10 20 11-10 | ModifyVolume 11-09T23:00 | STORAGE 150 300     | UNEXPLAINED
            nothing is known of it     | EBS:VolumeUsage.gp3 GB-Mo | 10 20 11-10 | ModifyVolume 11-09T23:00 | -                   | CANDIDATE
            what it had                | EBS:VolumeUsage.gp3 GB-Mo | 10 10 11-10 | ModifyVolume 11-09T23:00 | STORAGE 300 300     | ""
            paid above three thousand  | EBS:VolumeP-IOPS.gp3 IOPS-Mo | 0 100 11-10 | ModifyVolume 11-09T23:00 | IOPS 6000 3000   | EXPLAINED
            all of them are paid       | EBS:VolumeP-IOPS.io2 IOPS-Mo | 100 200 11-10 | ModifyVolume 11-09T23:00 | IOPS 6000 3000 | EXPLAINED
            no more than comes with it | EBS:VolumeP-IOPS.gp3 IOPS-Mo | 100 0 11-10 | ModifyVolume 11-09T23:00 | IOPS 3000 6000   | EXPLAINED
            a backup isn't the disk    | RDS:ChargedBackupUsage GB-Mo | 10 20 11-10 | ModifyDBInstance 11-09T23:00 | STORAGE 600 - | CANDIDATE
            capacity                   | ReadCapacityUnit-Hrs ReadCapacityUnit-Hrs | 2400 4800 11-10 | UpdateTable 11-09T23:00 | READ_CAPACITY 200 - | EXPLAINED
            with that of other indexes | ReadCapacityUnit-Hrs ReadCapacityUnit-Hrs | 3600 4800 11-10 | UpdateTable 11-09T23:00 | READ_CAPACITY 150 - | CANDIDATE
            shards                     | Storage-ShardHour ShardHour | 96 48 11-10 | UpdateShardCount 11-09T23:00 | SHARDS 2 4     | EXPLAINED
            workers                    | ETL-DPU-Hour DPU-Hour | 40 82 11-10 | UpdateJob 11-09T23:00 | WORKERS 20 10              | EXPLAINED
            workers, and more runs     | ETL-DPU-Hour DPU-Hour | 40 160 11-10 | UpdateJob 11-09T23:00 | WORKERS 20 10             | UNEXPLAINED
            nobody knows how many      | ETL-DPU-Hour DPU-Hour | 40 80 11-10 | UpdateJob 11-09T23:00 | WORKERS 20 -               | CANDIDATE
            fewer workers              | ETL-DPU-Hour DPU-Hour | 40 80 11-10 | UpdateJob 11-09T23:00 | WORKERS 5 10               | UNEXPLAINED
            memory without requests    | Lambda-GB-Second Lambda-GB-Second | 40 80 11-10 | UpdateFunctionConfiguration20150331v2 11-09T23:00 | MEMORY 1024 512 | CANDIDATE
            its code                   | Lambda-GB-Second Lambda-GB-Second | 40 80 11-10 | UpdateFunctionCode20150331v2 11-09T23:00 | - | USAGE
            three days before          | Lambda-GB-Second Lambda-GB-Second | 40 80 11-10 | UpdateFunctionConfiguration20150331v2 11-06T23:00 | - | USAGE
            three days after           | Lambda-GB-Second Lambda-GB-Second | 40 80 11-10 | UpdateFunctionConfiguration20150331v2 11-13T23:00 | - | USAGE
            on a Friday, less at weekends | Lambda-GB-Second/week Lambda-GB-Second | 40 80 11-07 | UpdateFunctionConfiguration20150331v2 11-06T23:00 | - | CANDIDATE USAGE
            always less at weekends    | Lambda-GB-Second/week Lambda-GB-Second | 40 40 11-07 | UpdateFunctionConfiguration20150331v2 11-06T23:00 | - | USAGE
            grows a little each day    | Lambda-GB-Second/grows Lambda-GB-Second | 40 40 11-07 | UpdateFunctionConfiguration20150331v2 11-06T23:00 | - | USAGE
            paid by request since then | WriteRequestUnits WriteRequestUnits | 0 80 11-10 | UpdateTable 11-09T23:00 | - | CANDIDATE
            more requests since then   | WriteRequestUnits WriteRequestUnits | 40 80 11-10 | UpdateTable 11-09T23:00 | - | USAGE
            only how it scales         | ReadCapacityUnit-Hrs ReadCapacityUnit-Hrs | 2400 4800 11-10 | PutScalingPolicy 11-09T23:00 | - | UNEXPLAINED
            how often it is asked      | Request Requests | 40 80 11-10 | UpdateFunctionConfiguration20150331v2 11-09T23:00 | MEMORY 1024 512 | USAGE
            """)
    void anActIsTheCauseOfASizeThatItMade(
            String what, String usage, String levels, String event, @Nullable String asked, String expected) {
        String type = usage.split(" ")[0];
        String[] level = levels.split(" ");
        LocalDate step = date(level[2]);
        List<Use> uses = day(9, 17)
                .datesUntil(NOW.to())
                .map(day -> use(type, usage.split(" ")[1], day, Integer.parseInt(level[day.isBefore(step) ? 0 : 1])))
                .filter(use -> use.cost().signum() != 0)
                .toList();
        var act = new Act(
                UUID.randomUUID(),
                Instant.parse("2026-" + event.split(" ")[1] + ":00Z"),
                event.split(" ")[0],
                false,
                asked == null ? Asked.NOTHING : new Asked(Set.of(), 0, sizes(asked.split(" ")), false));
        // it was there before
        List<Use> all = new ArrayList<>(uses);
        day(9, 17).datesUntil(NOW.to()).forEach(day -> all.add(new Use("Other", "", day, BigDecimal.ONE, null)));
        Verdict verdict = new Evidence("it", new UseByDay(all), List.of(act), BEFORE, NOW, NOW.to()).verdict();

        BigDecimal change = sum(uses, NOW).subtract(sum(uses, BEFORE));
        assertThat(verdict.shares(new Series(type, usage.split(" ")[1]), change).stream()
                        .filter(share -> share.amount().signum() != 0)
                        .map(share -> share.of().name())
                        .collect(Collectors.joining(" ")))
                .as(what)
                .isEqualTo(expected);
    }

    private static Map<Measure, Size> sizes(String[] words) {
        return Map.of(
                Measure.valueOf(words[0]),
                new Size(new BigDecimal(words[1]), words[2].equals("-") ? null : new BigDecimal(words[2])));
    }

    private static Use use(String type, String unit, LocalDate day, int level) {
        BigDecimal quantity = new BigDecimal(level);
        if (type.endsWith("/week") && day.getDayOfWeek().getValue() > 5) {
            quantity = quantity.multiply(new BigDecimal("0.4"));
        }
        if (type.endsWith("/grows")) {
            quantity = quantity.multiply(BigDecimal.valueOf(Math.pow(1.03, day.getDayOfYear() - 250)));
        }
        return new Use(type, unit, day, quantity, quantity);
    }

    private static BigDecimal sum(List<Use> uses, DayRange days) {
        return uses.stream()
                .filter(use -> !use.day().isBefore(days.from()) && use.day().isBefore(days.to()))
                .map(Use::cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse("2026-" + text);
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }
}
