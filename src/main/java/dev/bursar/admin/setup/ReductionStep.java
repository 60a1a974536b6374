package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.reduction.EngineTest;
import dev.bursar.billingdata.reduction.EngineTrouble;
import dev.bursar.billingdata.reduction.ReductionPlace;
import dev.bursar.billingdata.reduction.ReductionState;
import dev.bursar.billingdata.reduction.ReductionState.Engine;
import dev.bursar.setup.Check;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Where lines of charge files are reduced: the three places, what each needs and writes, its test, and the choice. */
final class ReductionStep extends StepCard {
    private final ReductionState state;
    private final Actions actions;

    /** What people do here. */
    interface Actions {
        void size(ReductionPlace engine);

        void test(ReductionPlace engine);

        /** @param tested whether a test has shown the same charges */
        void choose(ReductionPlace place, boolean tested);
    }

    ReductionStep(ReductionState state, Actions actions) {
        super(7, "Where lines are reduced");
        section().flush();
        this.state = state;
        this.actions = actions;
        status(status());
        section()
                .with(words("Charge files have one line per hour. Bursar adds up lines that are otherwise identical."
                        + " How to choose is in docs/engines.md. "
                        + introduction()));
        var table = new StepTable("Where lines are reduced", "reduction", List.of("Where", "What it does", "Choice"));
        here(table);
        state.engines().forEach(engine -> engine(table, engine));
        section().with(table);
        if (!state.isMissing() && state.unchosen().isEmpty()) {
            finished();
        }
    }

    private StatusBadge status() {
        ReductionPlace place = state.chosen().place();
        if (state.isMissing()) {
            return new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, ReductionText.name(place) + " isn\u2019t set up");
        }
        if (!state.unchosen().isEmpty()) {
            return new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, unchosen() + ", but not in use");
        }
        return place == ReductionPlace.HERE
                ? SetupText.open("Here")
                : SetupText.done("In " + ReductionText.name(place));
    }

    /** {@code Athena and Trino are set up}. */
    private String unchosen() {
        List<String> names = names();
        return String.join(" and ", names) + (names.size() == 1 ? " is" : " are") + " set up";
    }

    private List<String> names() {
        return state.unchosen().stream()
                .map(engine -> ReductionText.name(engine.place()))
                .toList();
    }

    private String introduction() {
        if (!state.delivered()) {
            return "Bursar reads no deliveries yet: BURSAR_AWS_CHARGE_FILES says where AWS delivers them. Files that people"
                    + " upload are always reduced here.";
        }
        if (state.isMissing()) {
            return "Deliveries are not read until "
                    + ReductionText.name(state.chosen().place())
                    + " is set up again, or another place is chosen. Stored costs stay.";
        }
        if (!state.unchosen().isEmpty()) {
            return "Until you choose, Bursar adds up the lines itself and sends nothing to "
                    + String.join(" or ", names()) + ".";
        }
        return (ReductionText.chosen(state.chosen()) + " A choice applies from the next delivery. Charges are the same"
                        + " wherever they are made.")
                .strip();
    }

    private void here(StepTable table) {
        table.line(List.of(
                where(ReductionPlace.HERE, null),
                does(ReductionPlace.HERE, null),
                choice(ReductionPlace.HERE, true, true)));
    }

    private void engine(StepTable table, Engine engine) {
        ReductionPlace place = engine.place();
        table.line(
                List.of(where(place, engine), does(place, engine), choice(place, engine.isSetUp(), engine.isTested())));
        engine.test().filter(test -> engine.isSetUp()).ifPresent(test -> table.below(result(test, engine)));
        engine.size()
                .filter(size -> engine.isSetUp())
                .ifPresent(size -> table.below(new Div(
                        new Span(ReductionText.size(size) + " "),
                        Styled.span("note", "Read " + Formats.moment(size.at())))));
    }

    private static Component where(ReductionPlace place, @Nullable Engine engine) {
        var where = new Div(Styled.span("strong", ReductionText.name(place)));
        if (engine != null) {
            var second = Styled.span(
                    "second-line", engine.reached() == null ? "not set up" : PlainText.cut(engine.reached(), 200));
            where.add(second);
        }
        return where;
    }

    private static Component does(ReductionPlace place, @Nullable Engine engine) {
        var facts = new DescriptionList();
        facts.addClassName("step-facts");
        fact(facts, "Writes", ReductionText.writes(place, engine == null ? null : engine.results()));
        if (engine != null) {
            fact(facts, "Price", ReductionText.price(place));
            if (!engine.isSetUp()) {
                fact(facts, "Not set up", ReductionText.settings(place));
            }
        }
        return new Div(new Span(ReductionText.does(place)), facts);
    }

    private static void fact(DescriptionList facts, String name, String words) {
        facts.add(new DescriptionList.Term(name));
        facts.add(new DescriptionList.Description(words));
    }

    private Component choice(ReductionPlace place, boolean setUp, boolean tested) {
        boolean chosen = state.chosen().place() == place;
        List<Component> parts = new ArrayList<>();
        if (chosen) {
            parts.add(
                    setUp
                            ? new StatusBadge(Kind.SUCCESS, Icons.CHECK, "Used now")
                            : new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, "Chosen, not set up"));
        }
        if (setUp
                && (!chosen || place == ReductionPlace.HERE && !state.unchosen().isEmpty())) {
            Button choose = Buttons.neutral(
                    chosen
                            ? "Keep it here"
                            : tested || place == ReductionPlace.HERE ? "Choose" : "Choose without a test",
                    click -> actions.choose(place, tested));
            choose.setAriaLabel(choose.getText() + ": " + ReductionText.name(place));
            parts.add(choose);
        }
        if (setUp && place != ReductionPlace.HERE && state.delivered()) {
            Button test = Buttons.neutral("Test, " + ReductionText.TEST_PRICE, click -> actions.test(place));
            test.setAriaLabel(test.getText() + ": " + ReductionText.name(place));
            Button size = Buttons.neutral("Look up the price, " + ReductionText.UNDER, click -> actions.size(place));
            size.setAriaLabel(size.getText() + ": " + ReductionText.name(place));
            // in the order in which people do it
            parts.addAll(chosen ? 1 : 0, List.of(size, test));
        }
        return Styled.div("step-choice", parts.toArray(Component[]::new));
    }

    private static Component result(EngineTest test, Engine engine) {
        Component words = switch (test.outcome()) {
            case EQUAL -> same("Same charges to the last digit. " + ReductionText.sample(test));
            case DIFFERENT ->
                SetupText.problem(
                        Optional.ofNullable(test.difference())
                                        .map(difference -> ReductionText.difference(test, difference) + " ")
                                        .orElse("")
                                + ReductionText.sample(test),
                        "Keep lines reduced here, and report this with Bursar\u2019s and "
                                + ReductionText.name(engine.place()) + "\u2019s versions.",
                        Check.Outcome.DENIED);
            case FAILED ->
                Optional.ofNullable(test.trouble())
                        .map(trouble -> trouble(engine.place(), trouble))
                        .orElseGet(Div::new);
        };
        String when = "Tested " + Formats.moment(test.at()) + " by " + PlainText.cut(test.by(), 60)
                + (test.reached().equals(engine.reached())
                        ? "."
                        : ", when it was " + PlainText.cut(test.reached(), 200) + ". Test it again.");
        return new Div(words, Styled.div("note", when));
    }

    private static Component same(String words) {
        var line = new Div(Icons.CIRCLE_CHECK.create(), new Span(words));
        line.addClassNames("step-problem", "success");
        return line;
    }

    static Component trouble(ReductionPlace engine, EngineTrouble trouble) {
        return SetupText.problem(
                ReductionText.what(engine, trouble),
                ReductionText.whatToDo(engine, trouble),
                trouble.code().equals(EngineFailure.Kind.DENIED.name()) ? Check.Outcome.DENIED : Check.Outcome.FAILED);
    }

    private static Paragraph words(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("step-words");
        return paragraph;
    }
}
