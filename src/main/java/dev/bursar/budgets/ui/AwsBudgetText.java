package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.WatchesNothing;
import dev.bursar.budgets.aws.WhyUnmatchedText;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NoCostsText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What the page and its files say of AWS's budgets. */
final class AwsBudgetText {
    static final String WATCHES_NOTHING = "Watches nothing";
    static final String ENDED = "Ended";
    static final String IN_ALARM = "In alarm";
    static final String OVER = "Over";
    static final String ACTIVE = "Active";

    private AwsBudgetText() {}

    /** {@code Cost}; a type that nobody knows as AWS writes it. */
    static String type(AwsBudget budget) {
        return switch (budget.type()) {
            case "COST" -> "Cost";
            case "USAGE" -> "Usage";
            case "RI_UTILIZATION" -> "Reservation utilization";
            case "RI_COVERAGE" -> "Reservation coverage";
            case "SAVINGS_PLANS_UTILIZATION" -> "Savings Plans utilization";
            case "SAVINGS_PLANS_COVERAGE" -> "Savings Plans coverage";
            default -> budget.type();
        };
    }

    static String timeUnit(AwsBudget budget) {
        return switch (budget.period().timeUnit()) {
            case "DAILY" -> "daily";
            case "MONTHLY" -> "monthly";
            case "QUARTERLY" -> "quarterly";
            case "ANNUALLY" -> "yearly";
            case "CUSTOM" -> "custom period";
            default -> budget.period().timeUnit();
        };
    }

    static String limit(AwsBudget budget) {
        return amount(budget.limits().limit(), Formats::limit, "no limit");
    }

    /** {@code planned}, {@code adjusted by AWS}; empty for a limit that stays. */
    static String limitKind(AwsBudget budget) {
        return budget.limits().adjusts() != null
                ? "adjusted by AWS"
                : budget.limits().planned().isEmpty() ? "" : "planned by period";
    }

    static String actual(AwsBudget budget) {
        return amount(budget.spend().actual(), Formats::money, "no figure");
    }

    static String forecast(AwsBudget budget) {
        return amount(budget.spend().forecast(), Formats::forecast, "no forecast");
    }

    private static String amount(
            @Nullable Amount amount, BiFunction<BigDecimal, String, String> money, String otherwise) {
        if (amount == null) {
            return otherwise;
        }
        if (isCurrency(amount.unit())) {
            return money.apply(amount.amount(), amount.unit());
        }
        String number = Formats.number(amount.amount(), 1);
        return amount.unit().equals("PERCENTAGE") ? number + "%" : (number + " " + amount.unit()).strip();
    }

    /** Three capital letters; {@code GB} and {@code PERCENTAGE} are none. */
    static boolean isCurrency(String unit) {
        return unit.matches("[A-Z]{3}");
    }

    /** Bursar's figure; empty where it has none. */
    static String ours(AwsBudgetRow row) {
        return row.ours()
                .map(ours -> ours.amounts().isEmpty()
                        ? NoCostsText.money(ours.none(), BigDecimal.ZERO, "")
                        : ours.amounts().stream().map(Formats::money).collect(Collectors.joining(", ")))
                .orElse("");
    }

    static String team(AwsBudgetRow row) {
        return row.owner() instanceof Owner.Team(String name) ? name : "";
    }

    /** Why no team is matched; empty where one is. */
    static String reason(AwsBudgetRow row) {
        return row.owner() instanceof Owner.None(var why) ? WhyUnmatchedText.why(why) : "";
    }

    static String status(AwsBudgetRow row) {
        if (row.nothing().isPresent()) {
            return row.nothing().get() instanceof WatchesNothing.Ended ? ENDED : WATCHES_NOTHING;
        }
        if (isOver(row.budget())) {
            return OVER;
        }
        return isInAlarm(row.budget()) ? IN_ALARM : ACTIVE;
    }

    /** What the status means for this budget, in a sentence. */
    static String why(AwsBudgetRow row) {
        AwsBudget budget = row.budget();
        if (row.nothing().isPresent()) {
            return WhyUnmatchedText.why(row.nothing().get()) + ".";
        }
        return switch (status(row)) {
            case OVER ->
                "AWS counts " + actual(budget) + " against a limit of " + limit(budget) + ". "
                        + (isInAlarm(budget) ? reached(budget) : noneReached(budget));
            case IN_ALARM -> reached(budget);
            default -> noneReached(budget);
        };
    }

    private static String reached(AwsBudget budget) {
        Amount limit = budget.limits().limit();
        return "Reached: "
                + Optional.ofNullable(budget.notifications()).orElse(List.of()).stream()
                        .filter(notice -> "ALARM".equals(notice.state()))
                        .map(notice -> condition(notice, limit == null ? null : limit.unit()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String noneReached(AwsBudget budget) {
        List<Notification> notices = budget.notifications();
        if (notices == null) {
            return "Its notifications aren\u2019t known.";
        }
        return notices.isEmpty() ? "It notifies nobody." : "None of its notifications has been reached.";
    }

    /** Whether AWS says of any notification that its threshold is reached. */
    private static boolean isInAlarm(AwsBudget budget) {
        return budget.notifications() != null
                && budget.notifications().stream().anyMatch(notice -> "ALARM".equals(notice.state()));
    }

    /** Whether AWS's figure is above the limit, of budgets of which that is bad. */
    static boolean isOver(AwsBudget budget) {
        return share(budget)
                .filter(share -> share.compareTo(BigDecimal.ONE) > 0)
                .isPresent();
    }

    /** {@code 225% of the limit}; empty for a budget of another type and without a figure. */
    static String used(AwsBudget budget) {
        return share(budget)
                .flatMap(share -> Formats.used(share, BigDecimal.ONE))
                .map(used -> used + " of the limit")
                .orElse("");
    }

    private static Optional<BigDecimal> share(AwsBudget budget) {
        Amount actual = budget.spend().actual();
        Amount limit = budget.limits().limit();
        boolean spends = budget.type().equals("COST") || budget.type().equals("USAGE");
        return !spends
                        || actual == null
                        || limit == null
                        || limit.amount().signum() <= 0
                        || !actual.unit().equals(limit.unit())
                ? Optional.empty()
                : Optional.of(actual.amount().divide(limit.amount(), MathContext.DECIMAL64));
    }

    /** {@code 2 notifications}, {@code none}, {@code not known}. */
    static String notifications(AwsBudget budget) {
        List<Notification> notices = budget.notifications();
        if (notices == null) {
            return "not known";
        }
        return notices.isEmpty() ? "none" : Formats.count(notices.size(), "notification", "notifications");
    }

    /** {@code 3 subscribers}; empty where there is no notification. */
    static String subscribers(AwsBudget budget) {
        List<Notification> notices = budget.notifications();
        if (notices == null || notices.isEmpty()) {
            return "";
        }
        return subscriberCount(notices)
                .map(count -> Formats.count(count, "subscriber", "subscribers"))
                .orElse("subscribers not known");
    }

    /** Of all notifications; empty where AWS didn't say of one of them. */
    static Optional<Integer> subscriberCount(List<Notification> notices) {
        return notices.stream().map(Notification::subscribers).anyMatch(Objects::isNull)
                ? Optional.empty()
                : Optional.of(notices.stream()
                        .map(Notification::subscribers)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    /** {@code Actual above 80% (reached)}. */
    static String words(Notification notice, @Nullable String currency) {
        return condition(notice, currency) + ("ALARM".equals(notice.state()) ? " (reached)" : "");
    }

    private static String condition(Notification notice, @Nullable String currency) {
        String kind = switch (notice.type()) {
            case "ACTUAL" -> "Actual";
            case "FORECASTED" -> "Forecast";
            default -> notice.type();
        };
        String operator = switch (notice.operator()) {
            case "GREATER_THAN" -> "above";
            case "LESS_THAN" -> "below";
            case "EQUAL_TO" -> "at";
            default -> notice.operator();
        };
        String threshold = notice.threshold().stripTrailingZeros().toPlainString();
        return kind + " " + operator + " "
                + (notice.thresholdType().equals("ABSOLUTE_VALUE")
                        ? threshold + (currency == null ? "" : " " + currency)
                        : threshold + "%");
    }

    /** All notifications in words, for a tooltip and a file. */
    static String allNotifications(AwsBudget budget) {
        Amount limit = budget.limits().limit();
        List<Notification> notices = budget.notifications() == null ? List.of() : budget.notifications();
        return notices.stream()
                .map(notice -> words(notice, limit == null ? null : limit.unit()))
                .collect(Collectors.joining("; "));
    }

    /** When AWS calculated its figure; empty where it didn't say. */
    static String updated(AwsBudget budget) {
        return budget.spend().updatedAt() == null
                ? ""
                : Formats.moment(budget.spend().updatedAt());
    }

    static String observed(AwsBudgetRow row) {
        return row.ours()
                .flatMap(AwsBudgetRow.Ours::observedAt)
                .map(Formats::moment)
                .orElse("");
    }
}
