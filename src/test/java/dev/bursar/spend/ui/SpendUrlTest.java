package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import dev.bursar.list.Preset;
import dev.bursar.spend.ui.SpendUrl.Period;
import dev.bursar.spend.ui.SpendUrl.View;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.Travel;
import module java.base;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.threeten.extra.LocalDateRange;

class SpendUrlTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 23);

    private static SpendUrl.Read read(String query) {
        return SpendUrl.read(QueryParameters.fromString(query).getParameters(), LAST_DAY);
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadAgain(@ForAll("urls") SpendUrl url) {
        String query = new QueryParameters(url.parameters()).getQueryString();
        SpendUrl.Read read = read(query);
        assertThat(read.ignored()).isEmpty();
        assertThat(read.url()).isEqualTo(url);
    }

    @Property(tries = 500)
    void readingNeverFailsAndGivesAQuestion(@ForAll("parameters") Map<String, List<String>> parameters) {
        SpendUrl url = SpendUrl.read(parameters, LAST_DAY).url();
        assertThat(url.question(LAST_DAY).filters()).isEqualTo(url.filters());
    }

    @Provide
    Arbitrary<SpendUrl> urls() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 9_000).map(LocalDate.of(2005, 1, 1)::plusDays);
        Arbitrary<Period> periods = Arbitraries.oneOf(
                Arbitraries.of(Preset.values()).map(Period.Named::new),
                Arbitraries.of(Coming.values()).map(Period.Ahead::new),
                Combinators.combine(days, Arbitraries.integers().between(1, SpendUrl.MOST_DAYS))
                        .as((from, count) -> new Period.Days(from, from.plusDays(count))));
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().withChars(",.%2C5=&#+ \n\r\t$\u202E'\"<>").ofMaxLength(30),
                Arbitraries.of("", "\uD83D\uDE80 growth", "a,b", "%2C", "%252C", "x".repeat(10_000)));
        Arbitrary<List<String>> values = texts.filter(text ->
                        FilterAddress.wrong(Filter.Operator.IS, List.of(text)).isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
        Arbitrary<CostFilter> filters = Combinators.combine(
                        Arbitraries.of(ChargeFixture.DIMENSIONS), Arbitraries.of(Operator.IS, Operator.IS_NOT), values)
                .as(CostFilter::new);
        Arbitrary<SpendUrl> booked = Combinators.combine(
                        periods,
                        Arbitraries.of(View.MONTHLY, View.QUARTERLY, View.YEARLY, View.CUMULATIVE),
                        Arbitraries.of(CostMetric.values()),
                        Arbitraries.of(ChargeFixture.DIMENSIONS),
                        Arbitraries.of(ChargeFixture.DIMENSIONS).injectNull(0.3),
                        Arbitraries.of(Comparison.values()).injectNull(0.3),
                        Arbitraries.of(Exclusion.class).set().ofMaxSize(3),
                        filters.list().ofMaxSize(4))
                .as((period, view, cost, by, thenBy, compare, without, kept) ->
                        new SpendUrl(period, view, cost, by, thenBy, compare, without, kept, SpendUrl.Look.PLAIN));
        Arbitrary<List<String>> sorted = Arbitraries.of(SpendColumn.SORTABLE)
                .flatMap(column -> Arbitraries.of(column.name(), "-" + column.name()))
                .list()
                .ofMaxSize(3)
                .uniqueElements(word -> word.replace("-", ""));
        return Combinators.combine(
                        booked,
                        Arbitraries.of(true, false),
                        Arbitraries.of(ChartData.Kind.class).injectNull(0.3),
                        sorted)
                .as((url, spread, drawing, columns) ->
                        url.spread(spread).drawn(drawing).sorted(columns));
    }

    @Provide
    Arbitrary<Map<String, List<String>>> parameters() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(
                        "from", "to", "period", "view", "cost", "by", "then", "compare", "without", "f", "spread",
                        "chart", "sort", "zzz"),
                Arbitraries.strings().ofMaxLength(5));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of(
                        "2026-11-01",
                        "2026-02-29",
                        "1999-01-01",
                        "2199-12-31",
                        "2000-02-29",
                        "2140-02-29",
                        "2200-01-01"),
                Arbitraries.of(
                        "daily",
                        "lines",
                        "-change,name",
                        "-",
                        "team.is.1,2",
                        "team.is.",
                        "team.contains.",
                        "x.is.1",
                        "team.was.1",
                        "team"),
                Arbitraries.of("previous", "tax", "credits,tax", "tax,tax,", "commitments"),
                Arbitraries.of("service.is.\0", "tag-value.is.\uD800", "last-month", "effective", "service"));
        return Arbitraries.maps(names, values.list().ofMinSize(1).ofMaxSize(25)).ofMaxSize(6);
    }

    @Example
    void anEmptyAddressIsThisMonthByTeam() {
        SpendUrl.Read read = read("");
        assertThat(read.url()).isEqualTo(SpendUrl.DEFAULT);
        assertThat(read.url().days(LAST_DAY).toString()).isEqualTo("2026-11-01/2026-11-24");
        assertThat(read.ignored()).isEmpty();
    }

    @Example
    void untaggedIsAnEmptyValue() {
        assertThat(read("f=tag-value.is.").url().filters())
                .containsExactly(new CostFilter(Dimension.TAG_VALUE, Operator.IS, List.of("")));
    }

    @Example
    void whatCannotBeReadIsNamed() {
        SpendUrl.Read read = read("from=2026-13-01&to=2026-11-24&by=colour&zzz=1&f=team.was.1");
        assertThat(read.ignored())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("from=2026-13-01"))
                .anySatisfy(line -> assertThat(line).contains("by=colour"))
                .anySatisfy(line -> assertThat(line).contains("zzz"))
                .anySatisfy(line -> assertThat(line).contains("unknown condition"));
        assertThat(read.url().days(LAST_DAY).getStart()).isEqualTo(LocalDate.of(2026, 11, 1));
    }

    @Example
    void onlyDaysAreSpread() {
        assertThat(read("spread=1").url().question(LAST_DAY).spread()).isTrue();
        assertThat(read("spread=1&view=cumulative").url().question(LAST_DAY).spread())
                .isTrue();
        assertThat(read("spread=1&view=monthly").url().question(LAST_DAY).spread())
                .isFalse();
        assertThat(read("").url().question(LAST_DAY).spread()).isFalse();
        assertThat(read("spread=yes").ignored()).hasSize(1);
    }

    @Example
    void howItIsDrawnAndSortedIsInTheAddress() {
        SpendUrl url =
                read("chart=lines&sort=-change-percent,name&compare=previous").url();
        assertThat(url.look())
                .isEqualTo(new SpendUrl.Look(false, ChartData.Kind.LINES, List.of("-CHANGE_PERCENT", "NAME")));
        assertThat(url.compare(null).look().sorted()).containsExactly("NAME");
        assertThat(read("sort=-total").url()).isEqualTo(SpendUrl.DEFAULT);
        SpendUrl.Read bad = read("chart=pie&sort=-change,share,name,-name,-");
        assertThat(bad.ignored())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).contains("chart=pie", "expected bars or lines"))
                .anySatisfy(line -> assertThat(line).contains("sort=-change", "nothing is compared"))
                .anySatisfy(line -> assertThat(line).contains("sort=share", "unknown column"))
                .anySatisfy(line -> assertThat(line).contains("sort=-name", "already sorted"));
        assertThat(bad.url().look().sorted()).containsExactly("NAME");
    }

    @Example
    void periodCostAndTeamTravelAndTheRestStays() {
        SpendUrl url = read("period=last-month&cost=billed&by=service&f=team.is.7&f=service.is.a&sort=name")
                .url();
        assertThat(url.travel()).isEqualTo(new Travel(Preset.LAST_MONTH, null, "billed", 7));
        assertThat(read("from=2026-10-03&to=2026-10-09").url().travel())
                .isEqualTo(new Travel(
                        null, LocalDateRange.of(LocalDate.of(2026, 10, 3), LocalDate.of(2026, 10, 9)), null, null));
        for (String none : List.of("", "f=team.is.7,8", "f=team.is-not.7", "f=team.contains.7", "f=team.is.x")) {
            assertThat(read(none).url().travel()).as(none).isEqualTo(Travel.NOTHING);
        }
        SpendUrl there = read("by=account&period=last-7-days&f=team.is.1&f=service.is.b&chart=lines")
                .url()
                .with(url.travel());
        assertThat(there)
                .isEqualTo(read("by=account&period=last-month&cost=billed&f=team.is.7&f=service.is.b&chart=lines")
                        .url());
        assertThat(url.with(Travel.NOTHING)).isEqualTo(url);
    }

    @Example
    void manyDaysAreShownByMonth() {
        SpendUrl.Read read = read("from=2020-01-01&to=2026-01-01");
        assertThat(read.url().view()).isEqualTo(View.MONTHLY);
        assertThat(read.ignored()).hasSize(1);
    }

    /** Costs are read to yesterday; the months whose forecast is shown. */
    @Example
    void monthsToComeBelongToAQuarterAYearAndDaysThatReachBeyondToday() {
        for (String[] one : List.of(
                new String[] {"period=this-quarter", "2026-12-01", "2026-10-01/2027-01-01"},
                new String[] {"period=this-quarter", "2027-01-02", "2027-01-01/2027-04-01"},
                new String[] {"period=this-quarter", "2028-02-29", "2028-01-01/2028-04-01"},
                new String[] {"period=this-year", "2026-12-31", "-"},
                new String[] {"period=year-to-date", "2026-12-31", "2026-01-01/2027-01-01"},
                new String[] {"period=this-month", "2026-10-15", "-"},
                new String[] {"period=last-quarter", "2027-01-02", "-"},
                new String[] {"from=2026-10-01&to=2027-01-01", "2026-12-15", "2026-10-01/2027-01-01"},
                new String[] {"from=2027-01-01&to=2027-02-15", "2026-12-15", "2027-01-01/2027-03-01"},
                new String[] {"from=2026-10-02&to=2027-01-01", "2026-12-15", "-"},
                new String[] {"from=2026-10-01&to=2026-12-01", "2026-12-15", "-"},
                new String[] {"from=2027-01-01&to=2037-01-01", "2026-12-15", "-"})) {
            LocalDate today = LocalDate.parse(one[1]);
            assertThat(OutlookSection.months(read(one[0]).url(), today.minusDays(1), today)
                            .map(LocalDateRange::toString)
                            .orElse("-"))
                    .as(one[0] + " on " + today)
                    .isEqualTo(one[2]);
        }
    }

    @Example
    void twelveMonthsOpenByMonthAndOneMonthByDay() {
        SpendUrl twelve = SpendUrl.DEFAULT.at(Preset.LAST_12_MONTHS);
        assertThat(twelve.view()).isEqualTo(View.MONTHLY);
        assertThat(twelve.at(Preset.LAST_3_MONTHS).view()).isEqualTo(View.MONTHLY);
        assertThat(twelve.at(Preset.LAST_MONTH).view()).isEqualTo(View.DAILY);
        assertThat(SpendUrl.DEFAULT
                        .with(View.CUMULATIVE)
                        .at(Preset.LAST_12_MONTHS)
                        .view())
                .isEqualTo(View.CUMULATIVE);
    }

    @Example
    void whatIsComparedSplitAndLeftOutIsInTheAddress() {
        SpendUrl url = read("by=service&then=account&compare=previous&without=credits,tax")
                .url();
        assertThat(url.thenBy()).isEqualTo(Dimension.ACCOUNT);
        assertThat(url.without()).containsExactlyInAnyOrder(Exclusion.CREDITS, Exclusion.TAX);
        assertThat(url.question(LAST_DAY).before()).hasToString("DayRange[from=2026-10-01, to=2026-10-24]");
        SpendUrl.Read bad = read("by=service&then=service&compare=never&without=tax,lunch");
        assertThat(bad.ignored()).hasSize(3);
        assertThat(bad.url().without()).containsExactly(Exclusion.TAX);
        assertThat(bad.url().compare()).isNull();
    }

    @Example
    void theTagThatNamesTeamsIsOneDimensionHoweverItIsAskedFor() {
        SpendUrl asked = SpendUrl.read(
                        Map.of(
                                "by", List.of("tag:team"),
                                "then", List.of("tag:env"),
                                "f", List.of("tag:team.is.vision", "tag:env.is-not.prod,")),
                        LocalDate.of(2026, 11, 23))
                .url();
        assertThat(SpendAddress.ofTeams(asked, Optional.empty())).isEqualTo(asked);
        assertThat(SpendAddress.ofTeams(asked, Optional.of("team")).parameters())
                .containsEntry("by", List.of("tag-value"))
                .containsEntry("then", List.of("tag:env"))
                .containsEntry("f", List.of("tag-value.is.vision", "tag:env.is-not.prod,"));
    }
}
