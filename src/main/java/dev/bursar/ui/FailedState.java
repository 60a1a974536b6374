package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/** Something could not be loaded: what is kept, the reference for the admin, and another try. */
public final class FailedState extends Composite<EmptyState> {
    private final EmptyState content;

    /**
     * @param title {@code Spend could not be loaded}
     * @param kept {@code Nothing was lost, and your filters are kept.}
     * @param at when it failed
     * @param again loads the same once more
     */
    public FailedState(String title, String kept, Reference reference, Instant at, Runnable again) {
        content = EmptyState.failed(title);
        var code = new Span(reference.code());
        code.addClassName("mono");
        content.body(
                new Span(kept + " " + reference.why() + "Try again; if it fails again, give your admin reference "),
                code,
                new Span("."));
        var retry = new Button("Try again", Icons.REFRESH_CW.create(), click -> again.run());
        retry.addThemeVariants(ButtonVariant.PRIMARY);
        retry.setDisableOnClick(true);
        content.actions(retry, Buttons.copy("Copy reference", reference.code()));
        var when = new Paragraph(Formats.momentWithYear(at));
        when.addClassName("when");
        content.note(when);
    }

    /**
     * What a page shows for what a service threw: where the right is missing, that it is no part of the role, else the failure,
     * logged under its reference.
     */
    public static Component of(RuntimeException problem, String title, String kept, Instant at, Runnable again) {
        return isDenied(problem) ? EmptyState.denied() : new FailedState(title, kept, Reference.of(problem), at, again);
    }

    /** Whether the person lacks the right, or is signed in no more. */
    public static boolean isDenied(RuntimeException problem) {
        return problem instanceof AccessDeniedException || problem instanceof AuthenticationException;
    }

    @Override
    protected EmptyState initContent() {
        return content;
    }
}
