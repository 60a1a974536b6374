package dev.bursar.admin.setup;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.bursar.setup.Check;
import dev.bursar.setup.Permission;
import dev.bursar.setup.SetupState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** Which actions AWS allows, which are missing, and the policy that grants them. */
final class PermissionsStep extends StepCard {
    private final SetupState state;

    PermissionsStep(SetupState state, Runnable test) {
        super(2, "Permissions");
        section().flush();
        this.state = state;
        status(status());
        section()
                .actions(Buttons.neutral(
                        "Check permissions, about " + SetupText.usd(Permission.testUsd()), click -> test.run()));
        var table = new StepTable("Permissions", "permissions", List.of("Action", "Purpose", "State"));
        for (Permission permission : Permission.values()) {
            Optional<Check> check = state.check(permission);
            var purpose = new Div(new Span(permission.purpose()));
            var kind = new Span(permission.needed() ? "needed" : "optional");
            kind.addClassName("second-line");
            purpose.add(kind);
            var badge = new Div(SetupText.badge(check, permission.needed()));
            check.ifPresent(known -> {
                badge.add(Styled.span("note", Formats.moment(known.at())));
            });
            badge.addClassName("step-state");
            table.line(List.of(PlainText.id(permission.action()), purpose, badge));
            check.filter(known -> known.outcome() != Check.Outcome.GRANTED && !isSaidAbove(known))
                    .ifPresent(known -> table.below(SetupText.problem(known)));
        }
        section().with(table, policy());
    }

    /** Whether it is what keeps us from connecting at all, which the first step says. */
    private boolean isSaidAbove(Check check) {
        return check.outcome() == Check.Outcome.FAILED
                && state.check(Permission.GET_CALLER_IDENTITY)
                        .filter(connection -> Objects.equals(connection.whatToDo(), check.whatToDo()))
                        .isPresent();
    }

    private StatusBadge status() {
        long needed = count(permission -> permission.needed() && is(permission, Check.Outcome.DENIED));
        long optional = count(permission -> !permission.needed() && is(permission, Check.Outcome.DENIED));
        long failed = count(permission -> is(permission, Check.Outcome.FAILED));
        long untested = count(
                permission -> permission.tested() && state.check(permission).isEmpty());
        if (needed > 0) {
            return new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, needed + " required missing");
        }
        if (failed > 0) {
            return new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, failed + " unknown");
        }
        if (optional > 0) {
            return new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, optional + " optional missing");
        }
        return untested > 0
                ? SetupText.open(untested + " not tested")
                : SetupText.done("All tested permissions granted");
    }

    private boolean is(Permission permission, Check.Outcome outcome) {
        return state.check(permission)
                .filter(check -> check.outcome() == outcome)
                .isPresent();
    }

    private static long count(Predicate<Permission> which) {
        return Arrays.stream(Permission.values()).filter(which).count();
    }

    private static Details policy() {
        var text = new Pre(Permission.policy());
        text.addClassNames("mono", "policy");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "group");
        text.getElement().setAttribute("aria-label", "Policy");
        var actions = new Div(Buttons.copy("Copy policy", Permission.policy()));
        var details = new Details("Policy that grants exactly these permissions", text, actions);
        details.addClassName("policy-details");
        return details;
    }
}
