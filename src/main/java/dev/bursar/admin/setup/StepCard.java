package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import module java.base;

/** A step of Set-up: its number and name, how it stands, and what there is to do; what is finished can be folded. */
abstract class StepCard extends Composite<Section> {
    private final String name;
    private final Section section;
    private boolean finished;

    StepCard(int number, String name) {
        this.name = name;
        section = new Section(number + ". " + name);
    }

    final Section section() {
        return section;
    }

    /** A step whose badge is a success is finished. */
    final void status(StatusBadge badge) {
        section.status(badge);
        finished = badge.getElement().getClassList().contains("success");
    }

    final void finished() {
        finished = true;
    }

    /** Leaves its head and how it stands where it is finished; what it holds opens with a click. */
    final void fold() {
        if (finished) {
            List<Component> content = section.getChildren().skip(1).toList();
            Div held = Styled.stack(content.toArray(Component[]::new));
            // a chevron says it to those who see it
            var details =
                    new NativeDetails(Styled.span("visually-hidden", "See " + name.toLowerCase(Locale.ROOT)), held);
            details.addClassName("step-details");
            section.with(details);
        }
    }

    @Override
    protected final Section initContent() {
        return section;
    }
}
