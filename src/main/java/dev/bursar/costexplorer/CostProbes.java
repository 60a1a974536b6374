package dev.bursar.costexplorer;

import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps each probe's last accepted answer for each period. */
@Component
class CostProbes {
    private final JdbcClient jdbc;
    private final Clock clock;

    CostProbes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Packed(List<Sum> sums) {
        static Packed of(ProbeSums sums) {
            return new Packed(sums.sums().entrySet().stream()
                    .map(entry -> new Sum(entry.getKey().values(), entry.getValue()))
                    .toList());
        }

        ProbeSums unpacked() {
            Map<ProbeSums.Key, CostAmounts> sums = new HashMap<>();
            this.sums.forEach(
                    sum -> sums.put(new ProbeSums.Key(sum.keys(), sum.amounts().currency()), sum.amounts()));
            return new ProbeSums(sums);
        }
    }

    private record Sum(List<String> keys, CostAmounts amounts) {}

    /** An answer's sums by period. */
    static Map<LocalDate, ProbeSums> byPeriod(List<CostResponse.Group> groups) {
        Map<LocalDate, Map<ProbeSums.Key, CostAmounts>> periods = new TreeMap<>();
        for (CostResponse.Group group : groups) {
            periods.computeIfAbsent(group.period(), period -> new HashMap<>())
                    .merge(
                            new ProbeSums.Key(group.keys(), group.amounts().currency()),
                            group.amounts(),
                            CostAmounts::plus);
        }
        Map<LocalDate, ProbeSums> sums = new TreeMap<>();
        periods.forEach((period, amounts) -> sums.put(period, new ProbeSums(amounts)));
        return sums;
    }

    /** Answers from before there was a choice of tags are by the one that was configured then. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int adopt(String configured) {
        return jdbc.sql("update cost_probe set tag_key = :key where tag_key is null")
                .param("key", configured)
                .update();
    }

    private record By(
            Granularity granularity,
            LocalDate period,
            @Nullable String tagKey) {}

    /** Whether anything since this day was read by tags whose values say nothing about those of these. */
    boolean byOtherKeys(TeamKeys keys, LocalDate from) {
        return jdbc
                .sql("select distinct granularity, period, tag_key from cost_probe where period >= :from")
                .param("from", from)
                .query(RecordMapper.of(By.class))
                .list()
                .stream()
                .anyMatch(by -> by.tagKey() == null
                        || !KeyQuestions.comparable(by.tagKey(), text(keys, by.granularity(), by.period())));
    }

    private static String text(TeamKeys keys, Granularity granularity, LocalDate period) {
        return KeyQuestions.text(
                keys, period, granularity == Granularity.DAILY ? period.plusDays(1) : period.plusMonths(1));
    }

    private record Accepted(LocalDate period, String tagKey, ProbeSums sums) {}

    /** The last accepted answers of the range by these tags, or by more or fewer of them, by period. */
    Map<LocalDate, ProbeSums> last(
            String payer, TeamKeys keys, Probe probe, Granularity granularity, LocalDate from, LocalDate to) {
        return jdbc
                .sql("""
                        select period, answer, tag_key from cost_probe
                         where payer = :payer and probe = :probe and granularity = :granularity
                           and period >= :from and period < :to and tag_key is not null
                        """)
                .param("payer", payer)
                .param("probe", probe.stored())
                .param("granularity", granularity.name())
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Accepted(
                        row.getObject("period", LocalDate.class),
                        row.getString("tag_key"),
                        CompressedJson.unpack(row.getBytes("answer"), Packed.class)
                                .unpacked()))
                .list()
                .stream()
                .filter(one -> KeyQuestions.comparable(one.tagKey(), text(keys, granularity, one.period())))
                .collect(Collectors.toMap(Accepted::period, Accepted::sums, (one, other) -> one, TreeMap::new));
    }

    /** The last accepted answer of a whole month: the monthly one, or what its days add up to if all of them are there. */
    Optional<ProbeSums> lastMonth(String payer, TeamKeys keys, Probe probe, LocalDate month) {
        LocalDate next = month.plusMonths(1);
        ProbeSums monthly =
                last(payer, keys, probe, Granularity.MONTHLY, month, next).get(month);
        if (monthly != null) {
            return Optional.of(monthly);
        }
        Map<LocalDate, ProbeSums> days = last(payer, keys, probe, Granularity.DAILY, month, next);
        return days.size() == month.lengthOfMonth()
                ? Optional.of(ProbeSums.sum(new ArrayList<>(days.values())))
                : Optional.empty();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void accept(
            String payer, TeamKeys keys, Probe probe, Granularity granularity, LocalDate period, ProbeSums sums) {
        jdbc.sql("""
                        insert into cost_probe (payer, probe, granularity, period, answer, observed_at, tag_key)
                        values (:payer, :probe, :granularity, :period, :answer, :now, :key)
                        on conflict (payer, probe, granularity, period)
                        do update set answer = excluded.answer, observed_at = excluded.observed_at,
                                      tag_key = excluded.tag_key
                        """)
                .param("payer", payer)
                .param("probe", probe.stored())
                .param("granularity", granularity.name())
                .param("period", period)
                .param("key", text(keys, granularity, period))
                .param("answer", CompressedJson.pack(Packed.of(sums)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether anything was accepted yet. */
    boolean any() {
        return jdbc.sql("select exists (select 1 from cost_probe)")
                .query(Boolean.class)
                .single();
    }

    /** A payer other than this one whose costs are stored here. */
    Optional<String> otherPayer(String payer) {
        return jdbc.sql("select payer from cost_probe where payer <> :payer order by observed_at desc limit 1")
                .param("payer", payer)
                .query(String.class)
                .optional();
    }
}
