package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.billingdata.BillingDataLinks;
import dev.bursar.setup.Check;
import dev.bursar.setup.Permission;
import dev.bursar.setup.SetupState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;

/** Who AWS says we are. */
final class ConnectionStep extends StepCard {

    ConnectionStep(SetupState state, Runnable checkAgain) {
        super(1, "Connection");
        Optional<Check> check = state.check(Permission.GET_CALLER_IDENTITY);
        status(check.map(known -> switch (known.outcome()) {
                    case GRANTED -> SetupText.done("Connected");
                    case DENIED, FAILED -> new StatusBadge(Kind.DANGER, Icons.UNPLUG, "Not connected");
                })
                .orElseGet(() -> SetupText.open("Not tested yet")));
        section().note(check.map(known -> Formats.moment(known.at())).orElse(""));
        section().actions(Buttons.neutral(Icons.REFRESH_CW, "Check again", click -> checkAgain.run()));
        check.filter(known -> known.outcome() != Check.Outcome.GRANTED)
                .ifPresent(known -> section().with(SetupText.problem(known)));
        var facts = new DescriptionList();
        facts.addClassName("step-facts");
        var identity = state.identity();
        if (identity != null) {
            boolean now = check.filter(known -> known.outcome() == Check.Outcome.GRANTED)
                    .isPresent();
            fact(facts, now ? "Account" : "Account (last known)", new Span(Formats.account(identity.account())));
            fact(facts, "Identity", PlainText.id(identity.arn()));
        }
        String endpoint = state.place().endpoint();
        fact(facts, "Endpoint", new Span(endpoint == null ? "AWS" : endpoint + ", not AWS itself"));
        fact(facts, "Region", new Span(state.place().region() + ", for Cost Explorer and Organizations"));
        section()
                .with(
                        facts,
                        new Paragraph(
                                "Use credentials of the payer account. Only they give access to the costs of all accounts."),
                        new Paragraph(
                                new Text("Without AWS: "),
                                new Anchor(BillingDataLinks.IMPORTS, "import a FOCUS file or a cost and usage report"),
                                new Text(".")));
    }

    private static void fact(DescriptionList facts, String name, Component value) {
        facts.add(new DescriptionList.Term(name));
        var description = new DescriptionList.Description();
        description.add(value);
        facts.add(description);
    }
}
