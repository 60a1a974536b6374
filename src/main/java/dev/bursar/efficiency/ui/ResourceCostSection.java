package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.cost.ResourceCostPrice;
import dev.bursar.efficiency.cost.ResourceCostService;
import dev.bursar.efficiency.cost.ResourceCostService.State;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.UserAction;
import java.util.function.Consumer;
import org.threeten.extra.LocalDateRange;

/** Where no export names resources: what Cost Explorer would say, what that costs, and the switch for it. */
final class ResourceCostSection extends Composite<Section> {
    private static final String DENIED = "Your role no longer includes this. Nothing was changed.";

    private final Section section = new Section("Costs by resource from Cost Explorer");
    private final ResourceCostService service;
    private final Runnable changed;

    /** @param changed told after it was turned on or off */
    ResourceCostSection(ResourceCostService service, State state, boolean admin, Runnable changed) {
        this.service = service;
        this.changed = changed;
        section.note(state.enabled() ? "on" : "off");
        section.with(note(state.enabled() ? standing(state) : offer(state)));
        if (!state.problem().isEmpty()) {
            var problem = note(state.problem() + " " + state.whatToDo());
            problem.getElement().setAttribute("role", "status");
            section.with(problem);
        }
        if (admin && state.enabled()) {
            section.actions(Buttons.neutral(
                    "Turn off",
                    click -> turn(
                            ResourceCostService::turnOff,
                            "Cost Explorer is not asked any more. What was read stands until it is out of date.")));
        } else if (admin) {
            section.actions(Buttons.neutral(
                    "Turn on, about " + Formats.money(state.price().monthUsd(), EfficiencyText.USD) + " a month",
                    click -> turn(
                            ResourceCostService::turnOn,
                            "Turned on. Bursar reads the last 14 days now; the Sync page shows how far it is.")));
        }
    }

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    private static String offer(State state) {
        ResourceCostPrice price = state.price();
        return "No charge file names resources, so costs of workloads are list price \u00D7 measured hours. Cost"
                + " Explorer knows what SageMaker and EC2 charged for each resource in the last 14 days. AWS bills $0.01 a"
                + " page: about "
                + Formats.money(price.firstUsd(), EfficiencyText.USD) + " for the first read, then about "
                + Formats.money(price.monthUsd(), EfficiencyText.USD)
                + " a month, within the caps.";
    }

    private static String standing(State state) {
        if (!state.needed()) {
            return "Charge files name resources, so Cost Explorer is not asked.";
        }
        return (state.first() == null || state.last() == null
                        ? "Not read yet."
                        : "Read once a day: " + Formats.range(LocalDateRange.ofClosed(state.first(), state.last()))
                                + ".")
                + (state.triedAt() == null ? "" : " Last asked " + Formats.moment(state.triedAt()) + ".")
                + " A day counts once it is complete, a day after it has ended. AWS bills about "
                + Formats.money(state.price().monthUsd(), EfficiencyText.USD) + " a month.";
    }

    private void turn(Consumer<ResourceCostService> change, String done) {
        if (UserAction.of(() -> change.accept(service)).denied(DENIED).run()) {
            Notices.success(done);
            changed.run();
        }
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
