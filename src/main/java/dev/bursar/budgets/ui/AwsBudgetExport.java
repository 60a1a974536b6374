package dev.bursar.budgets.ui;

import static dev.bursar.files.ListExport.Cell.day;
import static dev.bursar.files.ListExport.Cell.money;
import static dev.bursar.files.ListExport.Cell.text;

import dev.bursar.budgets.aws.AwsBudgetList;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetService;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** AWS's budgets as the page shows them, as a file with all digits; read again as the person who fetches it. */
@Component
class AwsBudgetExport extends ListExport<AwsBudgetRow> {
    private static final List<Cell<AwsBudgetRow>> COLUMNS = List.of(
            text("Budget", row -> row.budget().name()),
            text("Type", row -> AwsBudgetText.type(row.budget())),
            text("Period", row -> AwsBudgetText.timeUnit(row.budget())),
            day("From", row -> row.days().map(DayRange::from).orElse(null)),
            day("To", row -> row.days().map(days -> days.to().minusDays(1)).orElse(null)),
            text("Unit", row -> unit(row.budget())),
            money("Limit", row -> number(row.budget().limits().limit())),
            text("Limit set", row -> AwsBudgetText.limitKind(row.budget())),
            money("Actual", row -> number(row.budget().spend().actual())),
            money("Forecast", row -> number(row.budget().spend().forecast())),
            text("AWS counts", AwsBudgetRow::basis),
            text("AWS as of", row -> moment(row.budget().spend().updatedAt())),
            money(
                    "Bursar",
                    row -> row.ours()
                            .flatMap(ours -> ours.amounts().stream().findFirst())
                            .map(BigMoney::getAmount)
                            .orElse(null)),
            text(
                    "Bursar\u2019s currency",
                    row -> row.ours()
                            .flatMap(ours -> ours.amounts().stream().findFirst())
                            .map(ours -> ours.getCurrencyUnit().getCode())
                            .orElse("")),
            text(
                    "Bursar counts",
                    row -> row.ours().map(one -> one.metric().label()).orElse("")),
            text(
                    "Bursar as of",
                    row -> moment(
                            row.ours().flatMap(AwsBudgetRow.Ours::observedAt).orElse(null))),
            text("Team", AwsBudgetText::team),
            text("Why no team", AwsBudgetText::reason),
            text(
                    "Notifications",
                    row -> row.budget().notifications() == null
                            ? "not known"
                            : AwsBudgetText.allNotifications(row.budget())),
            text("Subscribers", row -> AwsBudgetText.subscribers(row.budget())),
            text("Status", AwsBudgetText::status),
            text("What the status means", AwsBudgetText::why));

    private final AwsBudgetService service;

    AwsBudgetExport(AwsBudgetService service, Clock clock) {
        super("aws-budgets", "AWS budgets", clock);
        this.service = service;
    }

    private static AwsBudgetShow show(String question) {
        return AwsBudgetShow.of(AwsBudgetShow.ADDRESS.ofStored(question));
    }

    @Override
    protected String file(String question) {
        return show(question) == AwsBudgetShow.ALL ? "aws-budgets" : "aws-budgets-watching-nothing";
    }

    @Override
    protected String heading(String question) {
        return show(question) == AwsBudgetShow.ALL ? "AWS budgets" : "AWS budgets that watch nothing";
    }

    @Override
    protected Found<AwsBudgetRow> find(String question) {
        AwsBudgetList budgets = service.all();
        List<AwsBudgetRow> rows = show(question).of(budgets);
        return new Found<>(
                COLUMNS,
                List.of(
                        budgets.readAt() == null
                                ? "Not read from AWS yet"
                                : "Read from AWS " + Formats.momentWithYear(budgets.readAt()),
                        exported()),
                rows.size(),
                row -> unit(row.budget()),
                rows::forEach,
                Map.of());
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : Formats.momentWithYear(at);
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
