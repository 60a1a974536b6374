package dev.bursar.ui;

import com.vaadin.flow.component.card.Card;

/** Two to five key figures side by side in one card. */
public final class FigureStrip extends Card {
    public FigureStrip(KeyFigure... figures) {
        getElement().getClassList().add("figure-strip");
        setAriaRole("group");
        setAriaLabel("Key figures");
        add(figures);
    }
}
