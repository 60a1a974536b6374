package dev.bursar.ui;

import com.vaadin.flow.component.icon.SvgIcon;
import module java.base;

/**
 * The icons in use, from Lucide (ISC licence); one sprite that the browser loads once. A view names its menu icon by the
 * sprite's word: {@code @Menu(icon = "receipt-text")}.
 */
public enum Icons {
    ARROW_DOWN_RIGHT,
    ARROW_RIGHT,
    ARROW_UP_RIGHT,
    BOOKMARK,
    CALENDAR,
    CHART_COLUMN_STACKED,
    CHECK,
    CHEVRON_DOWN,
    CHEVRON_LEFT,
    CHEVRON_RIGHT,
    CHEVRON_UP,
    CHEVRONS_UP_DOWN,
    CIRCLE_ALERT,
    CIRCLE_CHECK,
    CIRCLE_DASHED,
    CIRCLE_DOT,
    CIRCLE_PAUSE,
    CIRCLE_QUESTION_MARK,
    COLUMNS_3,
    COPY,
    DATABASE,
    DOWNLOAD,
    ELLIPSIS,
    FILE_CHECK,
    FILE_SPREADSHEET,
    GAUGE,
    GRIP_VERTICAL,
    HISTORY,
    HOURGLASS,
    KEY_ROUND,
    LAYOUT_DASHBOARD,
    LINK,
    LOADER,
    LOCK,
    LOG_OUT,
    MENU,
    MINUS,
    MONITOR,
    MOON,
    OCTAGON_ALERT,
    PAUSE,
    PLUS,
    PRINTER,
    RECEIPT_TEXT,
    REFRESH_CW,
    ROTATE_CCW,
    SCROLL_TEXT,
    SEARCH,
    SEARCH_X,
    SETTINGS,
    SHIELD_X,
    SLIDERS_HORIZONTAL,
    SQUARE,
    SUN,
    TAG,
    TAGS,
    TRENDING_UP,
    TRIANGLE_ALERT,
    UNDO_2,
    UNPLUG,
    UPLOAD,
    USERS,
    X,
    ZAP;

    private static final String SPRITE = "icons/lucide.svg";

    /** The icon with this Lucide name ({@code chevron-down}), if Bursar has it. */
    public static Optional<Icons> named(String symbol) {
        return Arrays.stream(values())
                .filter(icon -> icon.symbol().equals(symbol))
                .findFirst();
    }

    /** Lucide's own name. */
    public String symbol() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** 16 px, hidden from assistive technology: a word always stands beside it, or a label on its button. */
    public SvgIcon create() {
        var icon = new SvgIcon(SPRITE, symbol());
        icon.addClassName("icon");
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }

    /** 20 px. */
    public SvgIcon large() {
        var icon = create();
        icon.addClassName("large");
        return icon;
    }
}
