package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.access.AccessDeniedException;

/** A list with the details of one of its rows beside it; on narrow screens they lie over the page. Escape closes them. */
public final class DetailLayout extends MasterDetailLayout {
    /** @param close asked when the person presses Escape within the details or clicks beside them */
    public DetailLayout(Runnable close, Component... list) {
        var master = Styled.div("detail-master", list);
        addClassName("detail-layout");
        setMaster(master);
        setMasterSize("min(520px, 100%)");
        setExpandMaster(true);
        setDetailSize("436px");
        setOverlayContainment(OverlayContainment.PAGE);
        addDetailEscapePressListener(escape -> close.run());
        addBackdropClickListener(click -> close.run());
    }

    /** Asks for the details of a row and shows them, with the focus on their title; what went wrong is said in a notice. */
    public <T> void show(PageWork work, Supplier<T> details, Function<T, DetailPanel> panel) {
        work.ask(
                details,
                found -> {
                    DetailPanel shown = panel.apply(found);
                    setDetail(shown);
                    shown.focusTitle();
                },
                problem -> {
                    setDetail(null);
                    if (!(problem instanceof AccessDeniedException)) {
                        Notices.failure(Reference.of(problem));
                    }
                });
    }
}
