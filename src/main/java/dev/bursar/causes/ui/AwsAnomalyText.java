package dev.bursar.causes.ui;

import dev.bursar.causes.aws.AwsAnomalyService.State;
import dev.bursar.causes.aws.Beside;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomaly.RootCause;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** AWS's own anomalies in words. */
public final class AwsAnomalyText {
    /** What AWS tells them in, whatever it bills in. */
    public static final String USD = "USD";

    private AwsAnomalyText() {}

    /** {@code $412.70 above expected, 18–20 Nov}. */
    public static String beside(Beside of) {
        return Formats.money(of.impact(), USD) + " above expected, " + days(of.first(), of.last());
    }

    /** {@code 18–20 Nov}, or {@code since 18 Nov}. */
    public static String days(LocalDate first, @Nullable LocalDate last) {
        return last == null
                ? "since " + Formats.shortRange(LocalDateRange.ofClosed(first, first))
                : Formats.shortRange(LocalDateRange.ofClosed(first, last));
    }

    /** What is asked, or what came of it. */
    public static String standing(State state) {
        boolean enabled = state.reading().enabled();
        Instant readAt = state.reading().readAt();
        LocalDate from = state.from();
        String price =
                "AWS bills $0.01 a page: about " + Formats.money(state.monthUsd(), USD) + " a month, within the caps.";
        if (readAt == null || from == null) {
            return enabled
                    ? "Not read yet. Bursar asks AWS once a day. " + price
                    : "AWS\u2019s Cost Anomaly Detection may have found anomalies of its own. Bursar can read them once a day and"
                            + " show them beside these. " + price;
        }
        String read = "Read " + Formats.moment(readAt) + (enabled ? ". " : ", and not asked since. ");
        if (state.known() == 0) {
            return read + "AWS\u2019s monitors report no anomalies since " + Formats.date(from) + ".";
        }
        String all =
                "AWS reports " + Formats.count(state.known(), "anomaly", "anomalies") + " since " + Formats.date(from);
        return read
                + (state.onlyAws().isEmpty()
                        ? all
                                + (state.known() == 1
                                        ? ", and Bursar found it too."
                                        : ", and Bursar found each of them too.")
                        : all + ". Bursar has no anomaly of the same account, service and days for "
                                + (state.onlyAws().size() == 1 ? "this one:" : "these:"));
    }

    /** The services of its causes; what its monitor watches where AWS names none. */
    public static String service(AwsAnomaly of) {
        String services = each(of, RootCause::service);
        return !services.isEmpty() ? services : of.dimensionValue().isEmpty() ? "Not named" : of.dimensionValue();
    }

    /** @param names of accounts by id */
    public static String accounts(AwsAnomaly of, Map<String, String> names) {
        String accounts = each(
                of,
                cause -> cause.account().isEmpty()
                        ? ""
                        : names.getOrDefault(cause.account(), Formats.account(cause.account())));
        return accounts.isEmpty() ? "Account not named" : accounts;
    }

    public static String usageTypes(AwsAnomaly of) {
        return each(of, RootCause::usageType);
    }

    private static String each(AwsAnomaly of, Function<RootCause, String> text) {
        return of.causes().stream()
                .map(text)
                .filter(one -> !one.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
