package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.Granularity;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * The table and its chart as a file: one line a row and currency, with a second dimension one a part, all digits. What is
 * compared follows the sum; then come the periods, which daily parts have none of.
 */
final class SpendSheet {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final CostResult answer;
    private final SpendUrl.View view;
    private final TableFile file;

    private SpendSheet(CostResult answer, SpendUrl.View view, TableFile file) {
        this.answer = answer;
        this.view = view;
        this.file = file;
    }

    /** How many rows its file has. */
    static long rows(CostResult answer) {
        boolean parts = answer.question().thenBy() != null;
        return answer.currencies().stream()
                .flatMap(spend -> spend.rows().stream())
                .mapToLong(row -> parts ? row.parts().size() : 1)
                .sum();
    }

    /** @param written called after each row */
    static void write(CostResult answer, SpendUrl.View view, Heading heading, TableFile file, Runnable written)
            throws IOException {
        new SpendSheet(barPeriod(view, answer).of(answer), view, file).write(heading, written);
    }

    /** What the columns of its periods are. */
    private static BarPeriod barPeriod(SpendUrl.View view, CostResult answer) {
        return view == SpendUrl.View.QUARTERLY || view == SpendUrl.View.YEARLY
                ? view.barPeriod(LocalDateRange.of(
                        answer.question().from(), answer.question().to()))
                : BarPeriod.of(answer.question().granularity());
    }

    private void write(Heading heading, Runnable written) throws IOException {
        Dimension by = answer.question().groupBy();
        Dimension then = answer.question().thenBy();
        file.head(heading, columns());
        for (CurrencySpend spend : answer.currencies()) {
            for (Row row : spend.rows()) {
                List<String> names = named(by, row.key(), row.label());
                if (then == null) {
                    file.row(
                            spend.currency(),
                            line(spend.currency(), names, row.total(), row.before(), row.perPeriod()));
                    written.run();
                }
                for (Part part : row.parts()) {
                    var both = new ArrayList<>(names);
                    both.addAll(named(Objects.requireNonNull(then), part.key(), part.label()));
                    file.row(
                            spend.currency(),
                            line(spend.currency(), both, part.total(), part.before(), part.perPeriod()));
                    written.run();
                }
            }
        }
        for (CurrencySpend spend : answer.currencies()) {
            var names = new ArrayList<String>();
            names.add("Total");
            int more = names(by).size() + (then == null ? 0 : names(then).size()) - 1;
            for (int i = 0; i < more; i++) {
                names.add("");
            }
            file.total(
                    spend.currency(),
                    line(
                            spend.currency(),
                            names,
                            spend.total(),
                            spend.before(),
                            hasPeriods() ? spend.perPeriod() : List.of()));
        }
    }

    private List<Column> columns() {
        String cost = answer.question().cost().label()
                + SpendText.without(answer.question().without())
                        .map(words -> " " + words)
                        .orElse("")
                + (answer.question().spread() ? ", monthly charges spread," : "");
        boolean running = view == SpendUrl.View.CUMULATIVE;
        BarPeriod bar = barPeriod(view, answer);
        Dimension then = answer.question().thenBy();
        var columns = new ArrayList<Column>();
        names(answer.question().groupBy()).forEach(name -> columns.add(Column.text(name)));
        if (then != null) {
            names(then).forEach(name -> columns.add(Column.text(name)));
        }
        columns.add(Column.text("Currency"));
        columns.add(Column.money(cost
                + days(new DayRange(answer.question().from(), answer.question().to()))));
        DayRange before = answer.question().before();
        if (before != null) {
            columns.add(Column.money(cost + days(before)));
            columns.add(Column.money("Change"));
            columns.add(new Column("Change %", Kind.PERCENT));
        }
        if (hasPeriods()) {
            for (LocalDate period : answer.periods()) {
                columns.add(Column.money(cost + (running ? " up to " : " ") + bar.column(period)));
            }
        }
        return columns;
    }

    private static String days(DayRange days) {
        return " " + days.from() + " to " + days.to().minusDays(1);
    }

    private boolean hasPeriods() {
        return answer.question().thenBy() == null || answer.question().granularity() == Granularity.MONTHLY;
    }

    private static List<String> names(Dimension by) {
        return switch (by) {
            case Plain.TEAM -> List.of("Team", "Team number");
            case Plain.ACCOUNT -> List.of("Account", "SubAccountId");
            case Plain.DEPARTMENT -> List.of("Department", "Department number");
            case Plain.PROFILE -> List.of(by.label(), "Inference profile id");
            case Plain.TAG_VALUE -> List.of(by.label(), "Tagged");
            case Dimension.Tag tag -> List.of(tag.label(), "Tagged");
            case Plain plain -> List.of(plain.label());
        };
    }

    private static List<String> named(Dimension by, String key, String label) {
        return switch (by) {
            case Plain.TEAM, Plain.ACCOUNT, Plain.PROFILE -> List.of(label, key);
            case Plain.DEPARTMENT -> List.of(label, key.equals(Dimension.NO_TEAM) ? "" : key);
            case Plain.TAG_VALUE -> List.of(label, key.isEmpty() ? "no" : "yes");
            case Dimension.Tag tag ->
                List.of(label, key.isEmpty() ? "no" : key.equals(Dimension.NOT_STATED) ? "" : "yes");
            case Plain plain -> List.of(label);
        };
    }

    private @Nullable Object[] line(
            String currency, List<String> names, BigDecimal total, BigDecimal before, List<BigDecimal> perPeriod) {
        var line = new ArrayList<@Nullable Object>(names);
        line.add(currency);
        line.add(total);
        if (answer.question().before() != null) {
            line.add(before);
            line.add(total.subtract(before));
            line.add(percent(total, before));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : perPeriod) {
            sum = sum.add(amount);
            line.add(view == SpendUrl.View.CUMULATIVE ? sum : amount);
        }
        return line.toArray();
    }

    /** Four decimals of a percent of what was; null where that was nothing or less. */
    private static @Nullable BigDecimal percent(BigDecimal total, BigDecimal before) {
        return before.signum() <= 0
                ? null
                : total.subtract(before).multiply(HUNDRED).divide(before, 4, RoundingMode.HALF_UP);
    }
}
