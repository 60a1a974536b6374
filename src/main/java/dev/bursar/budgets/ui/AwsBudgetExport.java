package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetList;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetRow.Ours;
import dev.bursar.budgets.aws.AwsBudgetService;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.files.menu.ExportMenu.Content;
import dev.bursar.list.AddressReader;
import dev.bursar.ui.Formats;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** AWS's budgets as the page shows them, as a file with all digits; read again as the person who fetches it. */
@Component
class AwsBudgetExport implements ExportSource {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Budget"),
            Column.text("Type"),
            Column.text("Period"),
            new Column("From", Kind.DAY),
            new Column("To", Kind.DAY),
            Column.text("Unit"),
            Column.money("Limit"),
            Column.text("Limit set"),
            Column.money("Actual"),
            Column.money("Forecast"),
            Column.text("AWS counts"),
            Column.text("AWS as of"),
            Column.money("Bursar"),
            Column.text("Bursar\u2019s currency"),
            Column.text("Bursar counts"),
            Column.text("Bursar as of"),
            Column.text("Team"),
            Column.text("Why no team"),
            Column.text("Notifications"),
            Column.text("Subscribers"),
            Column.text("Status"),
            Column.text("What the status means"));

    private final AwsBudgetService service;
    private final Clock clock;

    AwsBudgetExport(AwsBudgetService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "aws-budgets";
    }

    Content offered(AwsBudgetShow show) {
        return new Content("Table", this, AddressReader.word(show), false);
    }

    private static AwsBudgetShow show(String question) {
        return AddressReader.constant(AwsBudgetShow.class, question).orElse(AwsBudgetShow.ALL);
    }

    @Override
    public About about(String question) {
        service.all(); // refuses whom nothing may be shown
        String day = LocalDate.now(clock.withZone(ZoneOffset.UTC)).toString();
        return show(question) == AwsBudgetShow.ALL
                ? new About("AWS budgets", "aws-budgets-" + day)
                : new About("AWS budgets that watch nothing", "aws-budgets-watching-nothing-" + day);
    }

    @Override
    public Table table(String question) {
        AwsBudgetList budgets = service.all();
        List<AwsBudgetRow> rows = show(question).of(budgets);
        Heading heading = new Heading(
                "AWS budgets",
                about(question).title(),
                List.of(
                        budgets.readAt() == null
                                ? "Not read from AWS yet"
                                : "Read from AWS " + Formats.momentWithYear(budgets.readAt()),
                        "Exported " + Formats.momentWithYear(clock.instant())));
        return (file, progress) -> {
            progress.all(rows.size());
            file.head(heading, COLUMNS);
            for (AwsBudgetRow row : rows) {
                write(file, row);
                progress.row();
            }
        };
    }

    private static void write(TableFile file, AwsBudgetRow row) throws IOException {
        AwsBudget budget = row.budget();
        String unit = unit(budget);
        Optional<BigMoney> ours = row.ours().map(Ours::amounts).map(List::getFirst);
        file.row(unit, new @Nullable Object[] {
            budget.name(),
            AwsBudgetText.type(budget),
            AwsBudgetText.timeUnit(budget),
            row.days().map(DayRange::from).orElse(null),
            row.days().map(days -> days.to().minusDays(1)).orElse(null),
            unit,
            number(budget.limits().limit()),
            AwsBudgetText.limitKind(budget),
            number(budget.spend().actual()),
            number(budget.spend().forecast()),
            row.basis(),
            budget.spend().updatedAt() == null
                    ? ""
                    : Formats.momentWithYear(budget.spend().updatedAt()),
            ours.map(BigMoney::getAmount).orElse(null),
            ours.map(money -> money.getCurrencyUnit().getCode()).orElse(""),
            row.ours().map(one -> one.metric().label()).orElse(""),
            row.ours().flatMap(Ours::observedAt).map(Formats::momentWithYear).orElse(""),
            AwsBudgetText.team(row),
            AwsBudgetText.reason(row),
            budget.notifications() == null ? "not known" : AwsBudgetText.allNotifications(budget),
            AwsBudgetText.subscribers(budget),
            AwsBudgetText.status(row),
            AwsBudgetText.why(row)
        });
    }

    private static @Nullable BigDecimal number(@Nullable Amount amount) {
        return amount == null ? null : amount.amount();
    }

    private static String unit(AwsBudget budget) {
        Amount actual = budget.spend().actual();
        Amount limit = budget.limits().limit();
        return limit != null ? limit.unit() : actual != null ? actual.unit() : "";
    }
}
