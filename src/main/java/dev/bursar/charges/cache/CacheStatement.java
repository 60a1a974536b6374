package dev.bursar.charges.cache;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.sums.PartSum;
import dev.bursar.charges.sums.PartSum.Part;
import dev.bursar.charges.sums.Shape;
import dev.bursar.charges.sums.UsageSum;
import dev.bursar.kernel.Visibility;
import module java.base;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Sums of some charges of the columnar cache, in DuckDB's SQL. All values are parameters. */
final class CacheStatement {
    private final String day;
    private final StringBuilder charges = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();

    /** @param ofMonth whether the sums of whole months will do */
    CacheStatement(
            DayRange days, Set<LocalDate> months, List<Condition> conditions, Visibility visibility, boolean ofMonth) {
        day = ofMonth ? "charge_month" : "charge_day";
        charges.append(" from ").append(ofMonth ? "charge_of_month" : "charge");
        charges.append(" where charge_month in (select unnest(cast(? as date[])))");
        parameters.add(texts(months, LocalDate::toString));
        if (!ofMonth) {
            charges.append(" and charge_day >= ? and charge_day < ?");
            parameters.add((connection, statement, at) -> statement.setObject(at, days.from()));
            parameters.add((connection, statement, at) -> statement.setObject(at, days.to()));
        }
        for (Condition condition : conditions) {
            charges.append(" and ").append(DimensionColumn.name(condition.dimension()));
            charges.append(condition.keep() ? " in" : " not in")
                    .append(" (select unnest(cast(? as ")
                    .append(condition.dimension() == Dimension.MODEL ? "bigint" : "int")
                    .append("[])))");
            parameters.add(texts(condition.ids(), String::valueOf));
        }
        if (!visibility.everything()) {
            List<Visibility.Span> spans = visibility.spans();
            charges.append(
                            " and exists (select 1 from (select unnest(cast(? as int[])) team, unnest(cast(? as date[])) starts,")
                    .append(" unnest(cast(? as date[])) ends) span where span.team = team_id and ")
                    .append(day)
                    .append(" >= span.starts and ")
                    .append(day)
                    .append(" < span.ends)");
            parameters.add(texts(spans, span -> String.valueOf(span.team().value())));
            parameters.add(texts(spans, span -> span.from().toString()));
            parameters.add(texts(spans, span -> span.to().toString()));
        }
        charges.append(" group by all");
    }

    List<Cell> cells(Connection connection, CostQuery question, Shape shape) throws SQLException {
        String period =
                question.granularity() == Granularity.DAILY ? day : "cast(date_trunc('month', " + day + ") as date)";
        var cells = new ArrayList<Cell>();
        each(
                connection,
                "select " + (shape.period() ? period : "null::date") + " period, "
                        + (shape.key() ? DimensionColumn.name(question.groupBy()) : "null::int") + " key, "
                        + column(shape.part() ? question.thenBy() : null) + " part, currency, sum("
                        + question.cost().column() + ") amount",
                row -> cells.add(new Cell(
                        shape.period() ? row.getObject("period", LocalDate.class) : null,
                        shape.key() ? Long.valueOf(row.getLong("key")) : null,
                        shape.part() ? Long.valueOf(row.getLong("part")) : null,
                        row.getString("currency"),
                        row.getBigDecimal("amount"))));
        return cells;
    }

    void parts(Connection connection, CostMetric cost, Consumer<PartSum> each) throws SQLException {
        Map<String, String> texts = new HashMap<>(); // a few, each of hundreds of thousands of parts
        each(
                connection,
                "select team_id, account_id, service_id, record_type_id, charge_class_id, tag_value_id, region_id,"
                        + " usage_type_id, case when part_id = 0 then resource_id else part_id end named_id, currency, usage_unit, exported, sum("
                        + cost.column()
                        + ") cost,"
                        + " case when count(usage_quantity) = count(*) then sum(usage_quantity) end quantity,"
                        + " sum(usage_quantity_rest) rest",
                row -> each.accept(new PartSum(
                        new Part(
                                row.getInt("team_id"),
                                row.getInt("account_id"),
                                row.getInt("service_id"),
                                row.getInt("record_type_id"),
                                row.getInt("charge_class_id"),
                                row.getInt("tag_value_id"),
                                row.getInt("region_id"),
                                row.getInt("usage_type_id"),
                                row.getInt("named_id"),
                                texts.computeIfAbsent(row.getString("currency"), text -> text),
                                texts.computeIfAbsent(row.getString("usage_unit"), text -> text),
                                row.getBoolean("exported")),
                        row.getBigDecimal("cost"),
                        quantity(row))));
    }

    List<UsageSum> usage(Connection connection, CostQuery question, boolean daily) throws SQLException {
        var sums = new ArrayList<UsageSum>();
        boolean split = question.thenBy() != null;
        each(
                connection,
                "select " + (daily ? day : "null::date") + " used_on, " + column(question.thenBy())
                        + " part, service_id, record_type_id, usage_type_id, usage_unit, currency, exported, sum("
                        + question.cost().column() + ") cost,"
                        + " case when count(usage_quantity) = count(*) then sum(usage_quantity) end quantity,"
                        + " sum(usage_quantity_rest) rest",
                row -> sums.add(new UsageSum(
                        daily ? row.getObject("used_on", LocalDate.class) : null,
                        split ? row.getInt("part") : null,
                        row.getInt("service_id"),
                        row.getInt("record_type_id"),
                        row.getInt("usage_type_id"),
                        row.getString("usage_unit"),
                        row.getString("currency"),
                        row.getBoolean("exported"),
                        row.getBigDecimal("cost"),
                        quantity(row))));
        return sums;
    }

    private static @Nullable BigDecimal quantity(ResultSet row) throws SQLException {
        BigDecimal quantity = row.getBigDecimal("quantity");
        BigDecimal rest = row.getBigDecimal("rest");
        return quantity == null || rest == null || rest.signum() == 0 ? quantity : quantity.add(rest);
    }

    private void each(Connection connection, String select, Reader reader) throws SQLException {
        try (var statement = connection.prepareStatement(select + charges)) {
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).set(connection, statement, i + 1);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private static String column(@Nullable Dimension dimension) {
        return dimension == null ? "null::int" : DimensionColumn.name(dimension);
    }

    private static <T> Parameter texts(Collection<T> values, Function<T, String> text) {
        return (connection, statement, at) -> statement.setArray(
                at,
                connection.createArrayOf("VARCHAR", values.stream().map(text).toArray()));
    }

    private interface Parameter {
        void set(Connection connection, PreparedStatement statement, int at) throws SQLException;
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }
}
