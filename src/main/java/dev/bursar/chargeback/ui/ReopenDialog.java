package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import java.time.YearMonth;

/** Says why a closed month isn't reopened, and what to do instead. */
final class ReopenDialog extends Dialog {
    ReopenDialog(YearMonth month) {
        String name = Formats.month(month);
        setHeaderTitle(name + " can\u2019t be reopened");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        Anchor adjust = Styled.pageLink(ChargebackLinks.adjust(month), "Post an adjustment of " + name);
        adjust.addClassName("fact-link");
        add(Styled.div(
                "change-fields",
                new Paragraph("Teams were charged for it, and its figures stand in the ledger. If they changed, nobody"
                        + " could check an earlier statement any more."),
                new Paragraph(
                        "What AWS changed since then is corrected automatically in the earliest open month. To move an amount"
                                + " between teams, post an adjustment: it names " + name
                                + " and stands in the open month."),
                adjust));
        getFooter().add(Buttons.neutral("Close", click -> close()));
    }
}
