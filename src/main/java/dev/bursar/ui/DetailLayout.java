package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;

/** A list with the details of one of its rows beside it; on narrow screens they lie over the page. Escape closes them. */
public final class DetailLayout extends MasterDetailLayout {
    /** @param close asked when the person presses Escape within the details or clicks beside them */
    public DetailLayout(Runnable close, Component... list) {
        var master = new Div(list);
        master.addClassName("detail-master");
        addClassName("detail-layout");
        setMaster(master);
        setMasterSize("min(520px, 100%)");
        setExpandMaster(true);
        setDetailSize("436px");
        setOverlayContainment(OverlayContainment.PAGE);
        addDetailEscapePressListener(escape -> close.run());
        addBackdropClickListener(click -> close.run());
    }
}
