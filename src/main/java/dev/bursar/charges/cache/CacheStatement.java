package dev.bursar.charges.cache;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.sums.Shape;
import dev.bursar.kernel.Visibility;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One question to the columnar cache in DuckDB's SQL. All values are parameters. */
final class CacheStatement {
    private final StringBuilder sql = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Shape shape;

    /** @param ofMonth whether the sums of whole months will do */
    CacheStatement(
            CostQuery question,
            DayRange days,
            Shape shape,
            Set<LocalDate> months,
            List<Condition> conditions,
            Visibility visibility,
            boolean ofMonth) {
        this.shape = shape;
        String day = ofMonth ? "charge_month" : "charge_day";
        sql.append("select ");
        if (shape.period()) {
            sql.append(
                    question.granularity() == Granularity.DAILY
                            ? day
                            : "cast(date_trunc('month', " + day + ") as date)");
        } else {
            sql.append("null::date");
        }
        sql.append(" period, ")
                .append(shape.key() ? DimensionColumn.name(question.groupBy()) : "null::int")
                .append(" key, ");
        sql.append(column(shape.part() ? question.thenBy() : null)).append(" part, currency, sum(");
        sql.append(question.cost().column()).append(") amount from ").append(ofMonth ? "charge_of_month" : "charge");
        sql.append(" where charge_month in (select unnest(cast(? as date[])))");
        parameters.add(texts(months, LocalDate::toString));
        if (!ofMonth) {
            sql.append(" and charge_day >= ? and charge_day < ?");
            parameters.add((connection, statement, at) -> statement.setObject(at, days.from()));
            parameters.add((connection, statement, at) -> statement.setObject(at, days.to()));
        }
        for (Condition condition : conditions) {
            sql.append(" and ").append(DimensionColumn.name(condition.dimension()));
            sql.append(condition.keep() ? " in" : " not in").append(" (select unnest(cast(? as int[])))");
            parameters.add(texts(condition.ids(), String::valueOf));
        }
        if (!visibility.everything()) {
            List<Visibility.Span> spans = visibility.spans();
            sql.append(
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
        sql.append(" group by all");
    }

    List<Cell> cells(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).set(connection, statement, i + 1);
            }
            var cells = new ArrayList<Cell>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    cells.add(new Cell(
                            shape.period() ? rows.getObject(1, LocalDate.class) : null,
                            shape.key() ? rows.getInt(2) : null,
                            shape.part() ? rows.getInt(3) : null,
                            rows.getString(4),
                            rows.getBigDecimal(5)));
                }
            }
            return cells;
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
}
