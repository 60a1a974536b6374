package dev.bursar.ui;

/** Two to five key figures side by side in one card. */
public final class FigureStrip extends Card {
    public FigureStrip(KeyFigure... figures) {
        super("figure-strip");
        setAriaLabel("Key figures");
        add(figures);
    }
}
