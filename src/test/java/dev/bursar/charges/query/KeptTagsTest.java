package dev.bursar.charges.query;

import static dev.bursar.charges.CostFilter.Operator.CONTAINS;
import static dev.bursar.charges.CostFilter.Operator.IS;
import static dev.bursar.charges.CostFilter.Operator.IS_NOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.TagFacts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** A breakdown that repeats the tag of the charges answers as the charges do; where it can't, nothing is lost. */
class KeptTagsTest {
    private static final Dimension.Tag ENV = new Dimension.Tag("env");
    private static final LocalDate OCT = LocalDate.parse("2026-10-01");
    private static final LocalDate NOV = LocalDate.parse("2026-11-01");
    private static final LocalDate END = LocalDate.parse("2026-11-11");

    private final ChargeDatabase db = new ChargeDatabase();

    /** October is kept as a whole, November by day. */
    @BeforeEach
    void kept() {
        var random = new Random(7);
        List<Slice> slices = OCT.datesUntil(END)
                .flatMap(day -> ChargeDatabase.ACCOUNTS.stream()
                        .map(account -> ChargeDatabase.randomSlice(random, day, account)))
                .toList();
        db.load(slices);
        int id = db.jdbc
                .sql("insert into cost_breakdown (tag_key, dimension) values ('env', 'SERVICE') returning id")
                .query(Integer.class)
                .single();
        db.jdbc.sql("""
            insert into breakdown_cost (breakdown_id, granularity, period, tag_value, value, currency, effective_cost)
            select :id, case when c.charge_day < '2026-11-01' then 'MONTHLY' else 'DAILY' end,
                   case when c.charge_day < '2026-11-01' then '2026-10-01' else c.charge_day end,
                   tag.value, service.value, c.currency, sum(c.effective_cost)
              from charge c join term tag on tag.id = c.tag_value_id join term service on service.id = c.service_id
             group by 1, 2, 3, 4, 5, 6
            """).param("id", id).update();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static CostQuery by(
            Dimension by,
            Dimension then,
            Granularity granularity,
            LocalDate from,
            DayRange before,
            CostFilter... filters) {
        return new CostQuery(
                from, END, granularity, CostMetric.EFFECTIVE, by, then, Set.of(), before, List.of(filters));
    }

    private static Map<String, String> rows(CostResult answer) {
        Map<String, String> rows = new TreeMap<>();
        answer.currencies()
                .forEach(spend -> spend.rows().forEach(row -> {
                    rows.put(
                            spend.currency() + " " + row.key(),
                            text(row.total()) + " " + text(row.before()) + " "
                                    + row.perPeriod().stream()
                                            .map(KeptTagsTest::text)
                                            .toList());
                    row.parts()
                            .forEach(part -> rows.put(
                                    spend.currency() + " " + row.key() + " " + part.key(),
                                    text(part.total()) + " " + text(part.before())));
                }));
        rows.values().removeIf(text -> text.matches("[0 ,\\[\\]]*"));
        return rows;
    }

    private static String text(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static List<String> totals(CostResult answer) {
        return answer.currencies().stream()
                .map(spend -> spend.currency() + " " + text(spend.total()) + " " + text(spend.before()))
                .toList();
    }

    @Test
    void itAnswersWhatTheTagOfTheChargesWould() {
        var october = new DayRange(OCT, NOV);
        var days = new DayRange(NOV, LocalDate.parse("2026-11-04"));
        List<CostQuery> questions = new ArrayList<>();
        for (Granularity granularity : Granularity.values()) {
            questions.add(by(ENV, null, granularity, NOV, null));
            questions.add(by(ENV, Dimension.SERVICE, granularity, NOV, null));
            questions.add(by(Dimension.SERVICE, ENV, granularity, NOV, null));
            questions.add(
                    by(Dimension.SERVICE, null, granularity, NOV, null, new CostFilter(ENV, IS, List.of("vision"))));
            questions.add(by(ENV, null, granularity, NOV.plusDays(3), days, new CostFilter(ENV, IS_NOT, List.of(""))));
            questions.add(by(ENV, null, granularity, NOV, null, new CostFilter(ENV, CONTAINS, List.of("vis"))));
            questions.add(
                    by(ENV, null, granularity, NOV, null, new CostFilter(Dimension.SERVICE, IS, List.of("AmazonS3"))));
        }
        questions.add(by(ENV, Dimension.SERVICE, Granularity.MONTHLY, OCT, null));
        questions.add(by(ENV, null, Granularity.MONTHLY, NOV, october));
        for (CostQuery question : questions) {
            CostResult answer = db.service.explore(question);
            assertThat(rows(answer))
                    .as(question.toString())
                    .isNotEmpty()
                    .isEqualTo(rows(db.service.ask(ofTeams(question))));
            assertThat(totals(answer)).isEqualTo(totals(db.service.ask(ofTeams(question))));
            assertThat(answer.tag().orElseThrow().notKnown()).isEmpty();
        }
    }

    /** The same of the tag that the charges have. */
    private static CostQuery ofTeams(CostQuery question) {
        Dimension then = question.thenBy();
        return new CostQuery(
                question.from(),
                question.to(),
                question.granularity(),
                question.cost(),
                question.groupBy().equals(ENV) ? Dimension.TAG_VALUE : question.groupBy(),
                then != null && then.equals(ENV) ? Dimension.TAG_VALUE : then,
                question.without(),
                question.before(),
                question.filters().stream()
                        .map(filter -> filter.dimension().equals(ENV)
                                ? new CostFilter(Dimension.TAG_VALUE, filter.operator(), filter.values())
                                : filter)
                        .toList());
    }

    @Test
    void whatItCanNotAnswerIsNotKnownAndTheTotalIsThatOfTheCharges() {
        var daily = by(ENV, null, Granularity.DAILY, OCT, null);
        TagFacts facts = whole(daily);
        assertThat(facts.notKnown()).containsExactly(LocalDateRange.of(OCT, NOV));
        assertThat(facts.kept().days()).containsExactly(LocalDateRange.of(NOV, END));
        assertThat(facts.kept().byMonth()).containsExactly(YearMonth.of(2026, 10));

        facts = whole(by(ENV, Dimension.ACCOUNT, Granularity.MONTHLY, OCT, null));
        assertThat(facts.notKnown()).containsExactly(LocalDateRange.of(OCT, END));
        assertThat(facts.accounts()).isEqualTo(3);
        assertThat(facts.kept().by()).containsExactly(Dimension.SERVICE);
        whole(new CostQuery(OCT, END, Granularity.MONTHLY, CostMetric.BILLED, ENV, List.of()));
        whole(new CostQuery(
                OCT, END, Granularity.DAILY, CostMetric.EFFECTIVE, ENV, null, Set.of(Exclusion.TAX), null, List.of()));

        // a day of which a file has an account, and one whose costs have changed since the breakdown was read
        db.jdbc
                .sql("update charge_slice set export_id = 1 where charge_day = '2026-11-03' and account_id ="
                        + " (select min(account_id) from charge_slice)")
                .update();
        db.jdbc
                .sql("update breakdown_cost set effective_cost = effective_cost + 1 where period = '2026-11-05'")
                .update();
        facts = whole(by(ENV, null, Granularity.MONTHLY, NOV, null));
        assertThat(facts.notKnown()).containsExactly(day("2026-11-03"), day("2026-11-05"));
        assertThat(facts.kept().differing()).containsExactly(day("2026-11-05"));
        assertThat(facts.exported()).isTrue();
    }

    private TagFacts whole(CostQuery question) {
        CostResult answer = db.service.explore(question);
        assertThat(totals(answer))
                .isEqualTo(totals(db.service.ask(new CostQuery(
                        question.from(),
                        question.to(),
                        question.granularity(),
                        question.cost(),
                        Dimension.TEAM,
                        null,
                        question.without(),
                        null,
                        question.filters()))));
        assertThat(rows(answer)).containsKey("USD " + Dimension.NOT_STATED);
        return answer.tag().orElseThrow();
    }

    private static LocalDateRange day(String day) {
        return LocalDateRange.of(LocalDate.parse(day), LocalDate.parse(day).plusDays(1));
    }

    @Test
    void aLeadGetsNothingOfIt() {
        db.visibility.set(
                new Visibility(false, List.of(new Visibility.Span(TeamId.UNALLOCATED, OCT, END.plusYears(1)))));
        var question = by(ENV, null, Granularity.DAILY, NOV, null);
        CostResult answer = db.service.explore(question);
        assertThat(rows(answer)).isEqualTo(rows(db.service.ask(question)));
        assertThat(rows(answer)).allSatisfy((key, text) -> assertThat(key).endsWith(Dimension.NOT_STATED));
        assertThat(answer.tag().orElseThrow().kept()).isEqualTo(TagFacts.Kept.NOTHING);
        assertThat(db.spend.dimensions()).noneMatch(Dimension.Tag.class::isInstance);
        assertThat(db.spend.choices(ENV, NOV, END)).extracting("key").containsExactly(Dimension.NOT_STATED);
    }
}
