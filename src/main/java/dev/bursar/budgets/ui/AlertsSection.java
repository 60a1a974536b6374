package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.budgets.BudgetAlert;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService.Sheet;
import dev.bursar.budgets.text.MovedText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The thresholds that a budget passed, what is true of them now, and who has seen them. Those that were passed together are one line. */
final class AlertsSection extends Composite<Section> {
    private final Sheet sheet;
    private final Consumer<List<Long>> acknowledge;

    AlertsSection(Sheet sheet, Consumer<List<Long>> acknowledge) {
        this.sheet = sheet;
        this.acknowledge = acknowledge;
    }

    /** What alerts have in common that are one line. */
    private record Together(
            LocalDate period,
            Instant decidedAt,
            BigDecimal limit,
            boolean told,
            BudgetAlert.@Nullable Acknowledged acknowledged,
            @Nullable BigDecimal restatedTo) {
        static Together of(BudgetAlert alert) {
            return new Together(
                    alert.period(),
                    alert.decidedAt(),
                    alert.limit().stripTrailingZeros(),
                    alert.told(),
                    alert.acknowledged(),
                    alert.restatedTo());
        }
    }

    static boolean any(Sheet sheet) {
        return sheet.alerts().stream().anyMatch(alert -> !alert.isWithdrawn());
    }

    @Override
    protected Section initContent() {
        var section = new Section("Alerts").flush();
        Map<Together, List<BudgetAlert>> lines = sheet.alerts().stream()
                .filter(alert -> !alert.isWithdrawn())
                .collect(Collectors.groupingBy(Together::of, LinkedHashMap::new, Collectors.toList()));
        var list = new UnorderedList();
        list.addClassName("facts-list");
        lines.forEach((together, alerts) -> list.add(item(together, alerts)));
        return section.with(list);
    }

    /** Of the present period's limit, where it was changed after the alert. */
    private String since(Together together, String currency) {
        BudgetRow row = sheet.row();
        BigDecimal now = row.figures().limit();
        return together.period().equals(row.period().getStart()) && now.compareTo(together.limit()) != 0
                ? " then, " + Formats.limit(now, currency) + " now"
                : "";
    }

    private ListItem item(Together together, List<BudgetAlert> alerts) {
        String currency = sheet.row().budget().currency();
        String period = Formats.period(sheet.row().budget().period(together.period()));
        var head = Styled.div(
                "fact-head",
                new Span(BudgetText.thresholds(
                        alerts.stream().map(BudgetAlert::threshold).toList())));
        var item = new ListItem(head);
        line(item, period + ", noticed on " + Formats.momentWithYear(together.decidedAt()));
        line(
                item,
                amounts(alerts, currency) + ", limit " + Formats.limit(together.limit(), currency)
                        + since(together, currency));
        alerts.stream()
                .map(BudgetAlert::moved)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .ifPresent(moved -> line(item, "Largest increases: " + PlainText.cut(MovedText.words(moved), 200)));
        BigDecimal restated = together.restatedTo();
        if (restated != null) {
            line(
                    item,
                    "AWS has since changed the costs: now " + Formats.money(restated, currency) + ", "
                            + Formats.used(restated, together.limit()).orElse("") + " of the limit");
        }
        if (!together.told()) {
            line(item, "No e-mail: already exceeded when the limit was set");
        }
        BudgetAlert.Acknowledged seen = together.acknowledged();
        List<Long> waiting = alerts.stream()
                .filter(BudgetAlert::isWaiting)
                .map(BudgetAlert::id)
                .toList();
        if (seen != null) {
            line(
                    item,
                    "Acknowledged by " + PlainText.cut(seen.name(), 60) + " on " + Formats.momentWithYear(seen.at()));
        } else if (!waiting.isEmpty() && sheet.mayAcknowledge()) {
            var button = Buttons.neutral("Acknowledge", click -> acknowledge.accept(waiting));
            button.setAriaLabel("Acknowledge " + named(alerts) + ", " + period);
            item.add(button);
        } else if (!waiting.isEmpty()) {
            line(item, "Not acknowledged yet");
        }
        return item;
    }

    /** {@code $55,272.75 spent, $61,500 projected}. */
    private static String amounts(List<BudgetAlert> alerts, String currency) {
        var amounts = new ArrayList<String>();
        for (Threshold.Kind kind : Threshold.Kind.values()) {
            alerts.stream()
                    .filter(alert -> alert.threshold().kind() == kind)
                    .findFirst()
                    .map(alert -> kind == Threshold.Kind.ACTUAL
                            ? Formats.money(alert.amount(), currency)
                            : Formats.forecast(alert.amount(), currency))
                    .ifPresent(amount -> amounts.add(amount + " " + kind.word()));
        }
        return String.join(", ", amounts);
    }

    /** The highest one by name: {@code 100% spent and 2 more}. */
    private static String named(List<BudgetAlert> alerts) {
        Optional<Threshold> highest = alerts.stream()
                .map(BudgetAlert::threshold)
                .max(Comparator.comparing(Threshold::kind).reversed().thenComparing(Threshold::percent));
        return highest.map(BudgetText::threshold).orElse("")
                + (alerts.size() > 1 ? " and " + Formats.count(alerts.size() - 1) + " more" : "");
    }

    private static void line(ListItem item, String words) {
        var line = new Paragraph(words);
        line.addClassName("fact-part");
        item.add(line);
    }
}
