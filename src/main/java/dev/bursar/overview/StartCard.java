package dev.bursar.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.start.StartLinks;
import dev.bursar.start.StartService;
import dev.bursar.start.StepText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What is left of the set-up, for who can do something about it, until it is done. */
@Component
class StartCard {
    private static final int MOST = 3;

    private final ObjectProvider<StartService> services;
    private final Scope scope;

    StartCard(ObjectProvider<StartService> services, Scope scope) {
        this.services = services;
        this.scope = scope;
    }

    /** @param left what to do, in order */
    record SetUp(int steps, List<String> left) {
        SetUp {
            left = List.copyOf(left);
        }
    }

    /** Empty where nothing is left that the person decides on. */
    Optional<SetUp> ask() {
        if (!scope.has(Role.ADMIN) && !scope.has(Role.FINANCE)) {
            return Optional.empty();
        }
        List<StartService.Step> steps = services.stream()
                .flatMap(service -> service.steps().stream())
                .filter(step -> step.isLeftOutBy(scope::has))
                .toList();
        List<String> left = steps.stream()
                .filter(step -> !step.isSettled())
                .map(step -> StepText.of(step.step()))
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new SetUp(steps.size(), left));
    }

    static Section section(SetUp setUp) {
        var list = new UnorderedList();
        list.addClassName("facts-list");
        setUp.left().stream().limit(MOST).forEach(title -> list.add(new ListItem(title)));
        int more = setUp.left().size() - MOST;
        var link = new Anchor(StartLinks.GETTING_STARTED, "See all steps");
        link.addClassName("fact-link");
        var all = new ListItem(new Div(link));
        if (more > 0) {
            list.add(new ListItem(Formats.count(more) + " more"));
        }
        list.add(all);
        return new Section(StartLinks.TITLE)
                .flush()
                .endNote(Formats.count(setUp.left().size(), "step", "steps") + " left")
                .with(list);
    }
}
