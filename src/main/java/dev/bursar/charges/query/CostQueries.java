package dev.bursar.charges.query;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.sums.Shape;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Answers from the smallest table that holds the question's dimensions: month or day rollups, else charges. */
@Component
public class CostQueries {
    /** Keeps what the person may see of the rows {@code c}; {@link #spans} are its parameters. */
    public static final String VISIBLE = """
         and c.team_id = any(:spanTeams)
         and exists (select 1 from unnest(:spanTeams, cast(:spanFroms as date[]), cast(:spanTos as date[])) span (team, starts, ends)
                      where span.team = c.team_id and c.charge_day >= span.starts and c.charge_day < span.ends)
        """;

    private static final String SLICE_VISIBLE = """
         and exists (select from spend_by_account c
                      where c.charge_day = s.charge_day and c.account_id = s.account_id
                        and c.charge_day >= :from and c.charge_day < :to
        """ + VISIBLE + ")";

    public static final String BY_MONTH = """
        (select charge_month charge_day, team_id, account_id, currency, billed_cost, effective_cost from spend_by_month)
        """;
    private static final String EXTENT = """
        select (select min(charge_day) from charge_slice) first, (select max(charge_day) from charge_slice) last
        """;
    /** The month rollup says where to look, so that years without the team's costs are not searched day by day. */
    private static final String VISIBLE_EXTENT = """
        select min(day.first) first, max(day.last) last
          from unnest(:spanTeams, cast(:spanFroms as date[]), cast(:spanTos as date[])) span (team, starts, ends)
         cross join lateral (
               select (select charge_month from spend_by_month
                        where team_id = span.team and charge_month < span.ends
                          and charge_month >= date_trunc('month', span.starts::timestamp)::date
                        order by charge_month limit 1) first,
                      (select charge_month from spend_by_month
                        where team_id = span.team and charge_month < span.ends
                          and charge_month >= date_trunc('month', span.starts::timestamp)::date
                        order by charge_month desc limit 1) last) month
         cross join lateral (
               select (select charge_day from spend_by_team
                        where team_id = span.team and charge_day >= greatest(span.starts, month.first)
                          and charge_day < span.ends order by charge_day limit 1) first,
                      (select charge_day from spend_by_team
                        where team_id = span.team and charge_day >= span.starts
                          and charge_day < least(span.ends, (month.last + interval '1 month')::date)
                        order by charge_day desc limit 1) last) day
         where month.first is not null
        """;

    private static final int ROWS_AT_ONCE = 2_000;
    private static final int MOST_PRESENT = 50_000;

    /** Measured: for longer ranges the columnar cache is faster than the rollup of accounts. */
    private static final int LONG_DAYS = 62;

    private static final String ACCOUNTS = """
        select t.id from term t cross join lateral (  -- "limit" keeps it at one probe an account
                 select from charge_slice s
                  where s.account_id = t.id and s.charge_day >= :from and s.charge_day < :to limit 1) s
         where t.kind = :account
        """;
    /**
     * Nine in ten of the last 60 days that can no longer change had their costs by then. Under 14 such days say too little.
     */
    static final String ARRIVING_DAYS = """
        select case when count(*) < 14 then %d
                    else greatest(1, percentile_disc(0.9) within group (order by a.changed_on - a.charge_day)) end
          from charge_arrival a, (select max(charge_day) as day from charge_arrival) newest
         where a.charge_day between newest.day - 70 and newest.day - 11
        """.formatted(Finality.ARRIVING_DAYS);

    private static final String OBSERVED_AT = """
        select at from (select coalesce(
                 (select started_at from sync_run where job = 'costs' and state in ('done', 'done-with-failures')
                   order by started_at desc limit 1),
                 (select max(imported_at) from cost_export)) as at) seen
         where at is not null
        """;

    private final JdbcClient jdbc;
    private final ColumnarCache cache;

    public CostQueries(JdbcClient jdbc, ColumnarCache cache) {
        this.jdbc = jdbc;
        this.cache = cache;
    }

    /**
     * What belongs to an answer besides its sums.
     *
     * @param accounts how many accounts have any charge in the range that the person may see
     * @param finality of days of which the person sees a part of some slice
     * @param exported the same of slices from exports
     */
    public record Facts(int accounts, Optional<Instant> observedAt, Finality finality, List<LocalDateRange> exported) {}

    /**
     * The sums of a question: of each period and group, and with a second dimension also those of each part, for daily
     * questions over all periods together.
     */
    public List<Cell> cells(Stretch stretch, Visibility visibility) {
        return sums(stretch, shapes(stretch.question()), visibility);
    }

    /** What {@link #cells} are told apart by. */
    public static List<Shape> shapes(CostQuery question) {
        boolean split = question.thenBy() != null;
        return !split
                ? List.of(new Shape(true, true, false))
                : question.granularity() == Granularity.MONTHLY
                        ? List.of(new Shape(true, true, true))
                        : List.of(new Shape(true, true, false), new Shape(false, true, true));
    }

    /** The sums of days that a question is compared with: of each period of theirs, and of each group or part. */
    public List<Cell> before(Stretch stretch, Visibility visibility) {
        return sums(stretch, shapesBefore(stretch.question()), visibility);
    }

    /** What {@link #before} are told apart by. */
    public static List<Shape> shapesBefore(CostQuery question) {
        return List.of(new Shape(true, false, false), new Shape(false, true, question.thenBy() != null));
    }

    /** Asks the columnar cache for the months that it has, if no rollup answers, or only the rollup by day and account. */
    private List<Cell> sums(Stretch stretch, List<Shape> shapes, Visibility visibility) {
        CostQuery question = stretch.question();
        List<Condition> conditions = stretch.conditions();
        DayRange days = new DayRange(question.from(), question.to());
        String table = table(question, days, conditions, visibility);
        boolean cached = table.equals("charge")
                || table.equals("spend_by_account") && ChronoUnit.DAYS.between(days.from(), days.to()) > LONG_DAYS;
        Set<LocalDate> months = cached ? cache.current(days.from(), days.to()) : Set.of();
        if (!months.isEmpty()) {
            var copied = cache.sums(
                    question,
                    days,
                    shapes,
                    months,
                    conditions,
                    visibility,
                    wholeMonths(days.from(), days.to(), visibility));
            if (copied.isPresent()) {
                var cells = new ArrayList<>(copied.get());
                for (DayRange rest : without(days, months)) {
                    cells.addAll(stored(table, question, rest, shapes, conditions, visibility));
                }
                return cells;
            }
        }
        return stored(table, question, days, shapes, conditions, visibility);
    }

    /** The days that are in none of the months, as few ranges. */
    public static List<DayRange> without(DayRange days, Set<LocalDate> months) {
        var ranges = new ArrayList<DayRange>();
        for (LocalDate month = days.from().withDayOfMonth(1); month.isBefore(days.to()); month = month.plusMonths(1)) {
            if (!months.contains(month)) {
                LocalDate from = month.isBefore(days.from()) ? days.from() : month;
                LocalDate to = month.plusMonths(1).isAfter(days.to()) ? days.to() : month.plusMonths(1);
                boolean goesOn = !ranges.isEmpty() && ranges.getLast().to().equals(from);
                ranges.add(new DayRange(goesOn ? ranges.removeLast().from() : from, to));
            }
        }
        return ranges;
    }

    private List<Cell> stored(
            String table,
            CostQuery question,
            DayRange days,
            List<Shape> shapes,
            List<Condition> conditions,
            Visibility visibility) {
        String period = question.granularity() == Granularity.DAILY
                ? "c.charge_day"
                : "date_trunc('month', c.charge_day::timestamp)::date";
        Dimension thenBy = question.thenBy();
        // grouping sets need an expression of the table's even where there is no second dimension
        String part = thenBy == null ? "c.currency" : column(thenBy);
        return ask(
                        "select " + period + " period, " + column(question.groupBy()) + " key, " + part
                                + " part, c.currency, sum(c." + question.cost().column() + ") amount from "
                                + table + " c ",
                        " group by grouping sets ("
                                + shapes.stream().map(CostQueries::set).collect(Collectors.joining(", ")) + ")",
                        days.from(),
                        days.to(),
                        conditions,
                        visibility)
                .query((row, number) -> new Cell(
                        row.getObject("period", LocalDate.class),
                        row.getObject("key") instanceof Number key ? Long.valueOf(key.longValue()) : null,
                        thenBy != null && row.getObject("part") instanceof Number of
                                ? Long.valueOf(of.longValue())
                                : null,
                        row.getString("currency"),
                        row.getBigDecimal("amount")))
                .list();
    }

    private static String set(Shape shape) {
        return "(" + (shape.period() ? "1, " : "") + (shape.key() ? "2, " : "") + (shape.part() ? "3, " : "") + "4)";
    }

    /** The smallest table that has all dimensions of the question. */
    private static String table(CostQuery question, DayRange days, List<Condition> conditions, Visibility visibility) {
        Set<Dimension> dimensions = new HashSet<>();
        dimensions.add(question.groupBy());
        if (question.thenBy() != null) {
            dimensions.add(question.thenBy());
        }
        conditions.forEach(condition -> dimensions.add(condition.dimension()));
        if (question.granularity() == Granularity.MONTHLY
                && wholeMonths(days.from(), days.to(), visibility)
                && Set.of(Dimension.TEAM, Dimension.ACCOUNT).containsAll(dimensions)) {
            return BY_MONTH;
        }
        if (dimensions.equals(Set.of(Dimension.TEAM))) {
            return "spend_by_team";
        }
        if (Set.of(Dimension.TEAM, Dimension.SERVICE, Dimension.RECORD_TYPE, Dimension.CHARGE_CATEGORY)
                .containsAll(dimensions)) {
            return "spend_by_service";
        }
        if (Set.of(Dimension.TEAM, Dimension.ACCOUNT, Dimension.RECORD_TYPE, Dimension.CHARGE_CATEGORY)
                .containsAll(dimensions)) {
            return "spend_by_account";
        }
        return "charge";
    }

    /** Whether the range, and each span that cuts it, begins and ends with a month. */
    static boolean wholeMonths(LocalDate from, LocalDate to, Visibility visibility) {
        return firstOfMonth(from)
                && firstOfMonth(to)
                && visibility.spans().stream()
                        .allMatch(span -> (firstOfMonth(span.from())
                                        || !span.from().isAfter(from))
                                && (firstOfMonth(span.to()) || !span.to().isBefore(to)));
    }

    private static boolean firstOfMonth(LocalDate day) {
        return day.getDayOfMonth() == 1;
    }

    /** How many charges the question's days have. */
    public long count(CostQuery question, List<Condition> conditions, Visibility visibility) {
        return ask("select count(*) from charge c ", "", question.from(), question.to(), conditions, visibility)
                .query(Long.class)
                .single();
    }

    /** Streams the charges of one day in a stable order. */
    void charges(LocalDate day, List<Condition> conditions, Visibility visibility, Consumer<Charge> each) {
        ask(
                        "select c.team_id, c.account_id, c.service_id, c.record_type_id, c.tag_value_id, c.currency,"
                                + " c.billed_cost, c.effective_cost, c.region_id, c.usage_type_id, c.pricing_category_id,"
                                + " c.commitment_id, c.resource_id, c.tags_id, c.caller_id,"
                                + " c.part_id is not null as part from charge c ",
                        " order by 2, 3, 4, 5, 6, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15",
                        day,
                        day.plusDays(1),
                        conditions,
                        visibility)
                .withFetchSize(ROWS_AT_ONCE)
                .query(row -> {
                    each.accept(new Charge(
                            day,
                            row.getInt("team_id"),
                            row.getInt("account_id"),
                            row.getInt("service_id"),
                            row.getInt("record_type_id"),
                            row.getInt("tag_value_id"),
                            row.getString("currency"),
                            row.getBigDecimal("billed_cost"),
                            row.getBigDecimal("effective_cost"),
                            row.getInt("region_id"),
                            row.getInt("usage_type_id"),
                            row.getInt("pricing_category_id"),
                            row.getInt("commitment_id"),
                            row.getInt("resource_id"),
                            row.getInt("tags_id"),
                            row.getInt("caller_id"),
                            row.getBoolean("part")));
                });
    }

    /**
     * All costs of one record type as AWS gives them, and the one that the invoice asks; FOCUS's own where it has no others.
     *
     * @param exported whether some are from an export
     * @param withoutMetrics whether some are from one that has none of Cost Explorer's metrics
     */
    public record TypeCosts(
            int recordType,
            String currency,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal unblended,
            BigDecimal amortized,
            BigDecimal netUnblended,
            boolean exported,
            boolean withoutMetrics) {}

    /** The costs of the question's days by record type. */
    public List<TypeCosts> costs(CostQuery question, List<Condition> conditions, Visibility visibility) {
        return ask("""
            select c.record_type_id record_type, c.currency, sum(c.billed_cost) billed, sum(c.effective_cost) effective,
                   sum(coalesce(c.unblended_cost, c.billed_cost)) unblended,
                   sum(coalesce(c.amortized_cost, c.effective_cost)) amortized,
                   sum(coalesce(c.net_unblended_cost, c.unblended_cost, c.billed_cost)) net_unblended,
                   bool_or(c.export_id > 0) exported, bool_or(c.unblended_cost is null) without_metrics
              from charge c
            """, " group by 1, 2 order by 1, 2", question.from(), question.to(), conditions, visibility)
                .query(RecordMapper.of(TypeCosts.class))
                .list();
    }

    /** The accounts of which anything was read in the range of days, as AWS writes their ids. */
    public Set<String> accountsRead(LocalDate from, LocalDate to) {
        return Set.copyOf(jdbc.sql("""
            select t.value from term t
             where t.kind = :account
               and exists (select from charge_slice s
                            where s.account_id = t.id and s.charge_day >= :from and s.charge_day < :to)
            """)
                .param("account", TermDictionary.Kind.ACCOUNT.stored())
                .param("from", from)
                .param("to", to)
                .query(String.class)
                .list());
    }

    /** Numbers of a dimension that have any charge in the range that the person may see; of very many the first ones. */
    public List<Integer> present(Dimension dimension, LocalDate from, LocalDate to, Visibility visibility) {
        String table = switch (dimension) {
            case Dimension.Plain.TEAM -> "spend_by_team";
            case Dimension.Plain.SERVICE, Dimension.Plain.RECORD_TYPE, Dimension.Plain.CHARGE_CATEGORY ->
                "spend_by_service";
            case Dimension.Plain.ACCOUNT -> "spend_by_account";
            default -> "charge";
        };
        return ask(
                        "select distinct " + column(dimension) + " key from " + table + " c ",
                        " order by 1 limit " + MOST_PRESENT,
                        from,
                        to,
                        List.of(),
                        visibility)
                .query((row, number) -> row.getInt("key"))
                .list();
    }

    public boolean hasExports() {
        return jdbc.sql("select exists (select from cost_export)")
                .query(Boolean.class)
                .single();
    }

    /** The tags that exports have, without the one that names teams: its values are the tag values. */
    public Set<String> exportedTagKeys() {
        return Set.copyOf(jdbc.sql("""
            select tag_key from cost_export_tag where tag_key <> '' and length(tag_key) <= 1000
            except select tag_key from cost_export
            """).query(String.class).list());
    }

    /** The tags that the newest charges from exports have, of those that the person may see; of very many the first ones. */
    public List<Integer> exportedTags(Visibility visibility) {
        return jdbc.sql("""
            select distinct c.tags_id from charge c
             where c.export_id > 0 and c.tags_id is not null
               and c.charge_day > (select max(charge_day) from charge_slice where export_id > 0) - %d
            """.formatted(LONG_DAYS) + VISIBLE + " order by 1 limit " + MOST_PRESENT)
                .params(spans(visibility))
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** What belongs to an answer besides its sums; one question, because each costs a way to the database and back. */
    public Facts facts(LocalDate from, LocalDate to, Visibility visibility) {
        boolean wholeMonths = wholeMonths(from, to, visibility);
        String accounts = visibility.everything() && !wholeMonths
                ? "select count(*) from (" + ACCOUNTS + ") seen"
                : "select count(*) from (select distinct c.account_id from "
                        + (wholeMonths ? BY_MONTH : "spend_by_account")
                        + " c where c.charge_day >= :from and c.charge_day < :to"
                        + (visibility.everything() ? "" : VISIBLE) + ") seen";
        return jdbc.sql("select (" + accounts + ") accounts, (" + OBSERVED_AT + ") observed_at, "
                        + days("finality = 'estimated'", "estimated", visibility) + ", "
                        + days("finality = 'restated'", "restated", visibility) + ", "
                        + days("export_id > 0", "exported", visibility) + ", (" + ARRIVING_DAYS + ") arriving_days")
                .param("account", TermDictionary.Kind.ACCOUNT.stored())
                .param("from", from)
                .param("to", to)
                .params(spans(visibility))
                .query((row, number) -> new Facts(
                        row.getInt("accounts"),
                        Optional.ofNullable(row.getObject("observed_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        new Finality(
                                ranges((String[]) row.getArray("estimated").getArray()),
                                ranges((String[]) row.getArray("restated").getArray()),
                                row.getInt("arriving_days")),
                        ranges((String[]) row.getArray("exported").getArray())))
                .single();
    }

    /** Days with any costs from exports, whoever may see them. */
    List<LocalDateRange> exportedDays(LocalDate from, LocalDate to) {
        return jdbc.sql("select " + days("export_id > 0", "days", Visibility.EVERYTHING))
                .param("from", from)
                .param("to", to)
                .query((row, number) -> ranges((String[]) row.getArray("days").getArray()))
                .single();
    }

    /** Days with costs from Cost Explorer that the person may see, and how many accounts they are of. */
    public record FromCostExplorer(List<LocalDateRange> days, int accounts) {}

    public FromCostExplorer fromCostExplorer(LocalDate from, LocalDate to, Visibility visibility) {
        String accounts = "select count(distinct s.account_id) from charge_slice s where s.charge_day >= :from"
                + " and s.charge_day < :to and s.export_id = 0" + (visibility.everything() ? "" : SLICE_VISIBLE);
        return jdbc.sql("select " + days("export_id = 0", "days", visibility) + ", (" + accounts + ") accounts")
                .param("from", from)
                .param("to", to)
                .params(spans(visibility))
                .query((row, number) -> new FromCostExplorer(
                        ranges((String[]) row.getArray("days").getArray()), row.getInt("accounts")))
                .single();
    }

    /** The condition stands in the text, so that an index of its slices alone serves. */
    private static String days(String condition, String name, Visibility visibility) {
        return """
            array(select distinct s.charge_day from charge_slice s
                   where s.charge_day >= :from and s.charge_day < :to and s.%s%s order by 1)::text[] %s
            """.formatted(condition, visibility.everything() ? "" : SLICE_VISIBLE, name);
    }

    private static List<LocalDateRange> ranges(String[] days) {
        var ranges = new ArrayList<LocalDateRange>();
        for (String text : days) {
            LocalDate day = LocalDate.parse(text);
            LocalDate from = !ranges.isEmpty() && ranges.getLast().getEnd().equals(day)
                    ? ranges.removeLast().getStart()
                    : day;
            ranges.add(LocalDateRange.of(from, day.plusDays(1)));
        }
        return ranges;
    }

    /** Accounts with any charge in the range, of all there are: one probe an account. */
    public List<Integer> accounts(LocalDate from, LocalDate to) {
        return jdbc.sql(ACCOUNTS + " order by t.id")
                .param("from", from)
                .param("to", to)
                .param("account", TermDictionary.Kind.ACCOUNT.stored())
                .query((row, number) -> row.getInt("id"))
                .list();
    }

    /** Another text whenever costs of the months that begin in the range have changed, or their owners. */
    public String version(LocalDate from, LocalDate to) {
        return jdbc.sql("""
            select md5(coalesce(string_agg(charge_month || ' ' || version, ',' order by charge_month), ''))
              from charge_month where charge_month >= :from and charge_month < :to
            """)
                .param("from", from)
                .param("to", to)
                .query(String.class)
                .single();
    }

    /** When the costs were last read from AWS as a whole; where they never were, when a file was last imported. */
    public Optional<Instant> observedAt() {
        return jdbc.sql(OBSERVED_AT).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    /** The first and the day after the last day with charges that the person may see; empty while there are none. */
    public Optional<DayRange> extent(Visibility visibility) {
        return jdbc.sql(visibility.everything() ? EXTENT : VISIBLE_EXTENT)
                .params(spans(visibility))
                .query((row, number) -> {
                    LocalDate first = row.getObject("first", LocalDate.class);
                    LocalDate last = row.getObject("last", LocalDate.class);
                    return first == null
                            ? Optional.<DayRange>empty()
                            : Optional.of(new DayRange(first, last.plusDays(1)));
                })
                .single();
    }

    JdbcClient.StatementSpec ask(
            String select,
            String rest,
            LocalDate from,
            LocalDate to,
            List<Condition> conditions,
            Visibility visibility) {
        var sql = new StringBuilder(select).append(" where c.charge_day >= :from and c.charge_day < :to");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("from", from);
        parameters.put("to", to);
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            sql.append(condition.keep() ? " and " : " and not ")
                    .append(column(condition.dimension()))
                    .append(" = any(:ids")
                    .append(i)
                    .append(")");
            parameters.put(
                    "ids" + i,
                    condition.ids().toArray(condition.dimension() == Dimension.MODEL ? Long[]::new : Integer[]::new));
        }
        if (!visibility.everything()) {
            sql.append(VISIBLE);
            parameters.putAll(spans(visibility));
        }
        return jdbc.sql(sql.append(rest).toString()).params(parameters);
    }

    /** The parameters of {@link #VISIBLE}. */
    public static Map<String, Object> spans(Visibility visibility) {
        List<Visibility.Span> spans = visibility.spans();
        return Map.of(
                "spanTeams",
                spans.stream().map(span -> span.team().value()).toArray(Integer[]::new),
                "spanFroms",
                spans.stream().map(span -> span.from().toString()).toArray(String[]::new),
                "spanTos",
                spans.stream().map(span -> span.to().toString()).toArray(String[]::new));
    }

    /** A dimension's number in the rows {@code c}. */
    static String column(Dimension dimension) {
        if (dimension == Dimension.MODEL) {
            return DimensionColumn.line("c.");
        }
        String name = "c." + DimensionColumn.name(dimension);
        return Dimension.COMMON.contains(dimension)
                ? name
                : "coalesce(" + name + ", " + DimensionColumn.NOT_STATED + ")";
    }
}
