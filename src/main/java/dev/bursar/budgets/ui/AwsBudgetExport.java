package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetLinks;
import dev.bursar.budgets.aws.AwsBudgetList;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetService;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.files.ListingExport;
import dev.bursar.list.ListSource;
import dev.bursar.list.Listing;
import dev.bursar.ui.Formats;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** AWS's budgets as the page shows them, as a file with all digits; read again as the person who fetches it. */
@Component
class AwsBudgetExport extends ListingExport<AwsBudgetRow> {
    static final Listing<AwsBudgetRow> LISTING = Listing.of(
                    AwsBudgetRow.class, "aws-budgets", "AWS budgets", AwsBudgetLinks.AWS_BUDGETS)
            .called("budget", "budgets")
            .setting(AwsBudgetShow.SETTING, (row, show) -> show.shows(row))
            .text("budget", "Budget", row -> row.budget().name())
            .text("type", "Type", row -> AwsBudgetText.type(row.budget()))
            .text("period", "Period", row -> AwsBudgetText.timeUnit(row.budget()))
            .day("from", "From", row -> row.days().map(DayRange::from).orElse(null))
            .day(
                    "to",
                    "To",
                    row -> row.days().map(days -> days.to().minusDays(1)).orElse(null))
            .text("unit", "Unit", row -> unit(row.budget()))
            .money("limit", "Limit", row -> number(row.budget().limits().limit()))
            .text("limit-set", "Limit set", row -> AwsBudgetText.limitKind(row.budget()))
            .money("actual", "Actual", row -> number(row.budget().spend().actual()))
            .money("forecast", "Forecast", row -> number(row.budget().spend().forecast()))
            .text("aws-counts", "AWS counts", AwsBudgetRow::basis)
            .text("aws-as-of", "AWS as of", row -> moment(row.budget().spend().updatedAt()))
            .money("bursar", "Bursar", row -> ours(row).map(BigMoney::getAmount).orElse(null))
            .text(
                    "bursar-currency",
                    "Bursar\u2019s currency",
                    row -> ours(row)
                            .map(ours -> ours.getCurrencyUnit().getCode())
                            .orElse(""))
            .text(
                    "bursar-counts",
                    "Bursar counts",
                    row -> row.ours().map(one -> one.metric().label()).orElse(""))
            .text(
                    "bursar-as-of",
                    "Bursar as of",
                    row -> moment(
                            row.ours().flatMap(AwsBudgetRow.Ours::observedAt).orElse(null)))
            .text("team", "Team", AwsBudgetText::team)
            .text("no-team", "Why no team", AwsBudgetText::reason)
            .text(
                    "notifications",
                    "Notifications",
                    row -> row.budget().notifications() == null
                            ? "not known"
                            : AwsBudgetText.allNotifications(row.budget()))
            .text("subscribers", "Subscribers", row -> AwsBudgetText.subscribers(row.budget()))
            .text("status", "Status", AwsBudgetText::status)
            .text("status-means", "What the status means", AwsBudgetText::why)
            .currency(row -> unit(row.budget()))
            .build();

    AwsBudgetExport(ListSource<AwsBudgetRow> source, Clock clock) {
        super(source, clock);
    }

    @Bean
    static ListSource<AwsBudgetRow> awsBudgetList(AwsBudgetService service) {
        return new ListSource<>(LISTING, state -> {
            AwsBudgetList budgets = service.all();
            List<AwsBudgetRow> rows = LISTING.chosen(budgets.rows(), state);
            return new ListSource.Answer<>(
                    ListSource.Found.of(rows.size(), "Read from AWS", Optional.ofNullable(budgets.readAt())),
                    rows::forEach);
        });
    }

    private static boolean all(String question) {
        return AwsBudgetShow.of(LISTING.address().ofStored(question)) == AwsBudgetShow.ALL;
    }

    @Override
    protected String file(String question) {
        return all(question) ? "aws-budgets" : "aws-budgets-watching-nothing";
    }

    @Override
    protected String heading(String question) {
        return all(question) ? "AWS budgets" : "AWS budgets that watch nothing";
    }

    @Override
    protected List<String> facts(ListSource.Found found) {
        return List.of(
                found.at()
                        .map(at -> "Read from AWS " + Formats.momentWithYear(at))
                        .orElse("Not read from AWS yet"),
                exported());
    }

    private static Optional<BigMoney> ours(AwsBudgetRow row) {
        return row.ours().flatMap(ours -> ours.amounts().stream().findFirst());
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
