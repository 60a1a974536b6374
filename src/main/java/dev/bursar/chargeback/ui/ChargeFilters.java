package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Div;
import dev.bursar.chargeback.statement.ChargeDetails.Choices;
import dev.bursar.chargeback.statement.ChargeDetails.Page;
import dev.bursar.chargeback.statement.ChargeDetails.Question;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.PlainText;
import module java.base;

/** Narrows the charges of a figure to a team, a service or an account: each choice is a setting of the page's address. */
final class ChargeFilters extends Div {
    private static final String ANY = "";
    private static final String SERVICE = "service";
    private static final String ACCOUNT = "account";
    private static final int LONGEST = 60;

    private final Page page;
    private final Question question;
    private final transient Map<String, List<String>> asked;
    private final transient Consumer<Map<String, List<String>>> go;

    /** @param asked all settings of the address */
    ChargeFilters(
            Page page, Question question, Map<String, List<String>> asked, Consumer<Map<String, List<String>>> go) {
        this.page = page;
        this.question = question;
        this.asked = Map.copyOf(asked);
        this.go = go;
        addClassNames("bar", "no-print");
        Choices choices = page.choices();
        if (choices.teams().size() > 1 && question.pool().isEmpty()) {
            add(filter(
                    "Team",
                    "team",
                    choices.teams().keySet().stream().map(ChargeFilters::team).toList(),
                    question.team().map(ChargeFilters::team),
                    value -> choices.teams().getOrDefault(MonthAddress.team(value), "Unallocated")));
        }
        if (choices.services().size() > 1) {
            add(filter("Service", SERVICE, choices.services(), question.service(), ChargesView::service));
        }
        if (choices.accounts().size() > 1) {
            add(filter("Account", ACCOUNT, choices.accounts(), question.account(), this::account));
        }
        setVisible(getChildren().findAny().isPresent());
    }

    private static String team(int team) {
        return team == 0 ? "unallocated" : String.valueOf(team);
    }

    private String account(String id) {
        return ChargesView.account(page, id);
    }

    private DropDown<String> filter(
            String name,
            String setting,
            Collection<String> values,
            Optional<String> chosen,
            Function<String, String> words) {
        var items = new ArrayList<String>(List.of(ANY));
        Stream.concat(values.stream(), chosen.stream())
                .filter(value -> !value.equals(ANY))
                .distinct()
                .sorted(Comparator.comparing(value -> words.apply(value).toLowerCase(Locale.ROOT)))
                .forEach(items::add);
        var choice = new DropDown<>(
                name,
                items,
                value -> value.equals(ANY) ? "All" : PlainText.cut(words.apply(value), LONGEST),
                value -> change(setting, value));
        choice.setValue(chosen.orElse(ANY));
        return choice;
    }

    private void change(String setting, String value) {
        var settings = new LinkedHashMap<>(asked);
        settings.remove(setting);
        if (!value.equals(ANY)) {
            settings.put(setting, List.of(value));
        }
        go.accept(settings);
    }

    /** What they are narrowed to: {@code AWS Glue in data-lake}; empty for nothing. */
    Optional<String> words() {
        return Optional.of(Stream.of(
                                question.service().map(ChargesView::service),
                                question.account().map(this::account))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" in ")))
                .filter(words -> !words.isEmpty());
    }

    void clear() {
        var settings = new LinkedHashMap<>(asked);
        settings.keySet().removeAll(List.of(SERVICE, ACCOUNT));
        go.accept(settings);
    }
}
