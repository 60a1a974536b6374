package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;

/** What the pages before signing in look like: one question on the left, a drawing on the right. */
public final class SignInFrame extends Div {
    private final Div box = Styled.div("login-box");
    private final Main side = new Main(new Mark(), box);
    private final H1 title;
    private final Paragraph lead;

    /** @param lead one sentence below the title */
    public SignInFrame(String title, String lead) {
        addClassName("login");
        this.title = new H1(title);
        this.lead = new Paragraph(lead);
        this.lead.addClassName("lead");
        box.add(this.title, this.lead);
        side.addClassName("login-side");
        add(side, figure());
    }

    public SignInFrame with(Component... content) {
        box.add(content);
        return this;
    }

    /** Replaces the sentence below the title. */
    public SignInFrame lead(String words) {
        lead.setText(words);
        return this;
    }

    /** Begins anew with another title and sentence, for the next step on the same page. */
    public SignInFrame next(String title, String lead) {
        box.removeAll();
        this.title.setText(title);
        this.lead.setText(lead);
        box.add(this.title, this.lead);
        return this;
    }

    /** A quiet line at the bottom. */
    public SignInFrame foot(Component line) {
        side.add(line);
        return this;
    }

    /** Five months of five teams and an estimated sixth; drawn, so hidden from assistive technology. */
    private static Div figure() {
        var bars = Styled.div("login-bars");
        bars.getElement().setAttribute("aria-hidden", "true");
        for (var month = 0; month < 6; month++) {
            var bar = Styled.div("login-bar");
            for (var part = 0; part < 5; part++) {
                bar.add(new Div());
            }
            bars.add(bar);
        }
        var claim = new Paragraph("See what each team spends on AWS and why, reconciled with the invoice.");
        claim.addClassName("claim");
        return Styled.div("login-figure", bars, claim);
    }
}
