package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.bursar.kernel.WhyUnread;
import module java.base;

/**
 * What a page shows instead of data: what is the case, why, and the next step. Buttons: one primary, then neutral. What was not set up,
 * what was not read and what was not found are different things; only the last is good news, has a check mark, and says what was looked
 * at. Tests tell the states by the attribute {@code data-state}.
 */
public final class EmptyState extends Card {
    private static final String STATE = "data-state";
    private static final String WAITS = "data-waits";
    private static final String NOT_READ = "not-read";
    private static final String READ_IN_PART = "read-in-part";
    private static final String NOTHING_FOUND = "nothing-found";

    private final Div icon = new Div();
    private final Paragraph body = new Paragraph();
    private final Div actions = Styled.div("actions");
    private final Div notes = Styled.div("notes");

    private EmptyState(String state, Icons icon, String title, String body) {
        super("empty-state");
        setAriaLabel(title);
        getElement().setAttribute(STATE, state);
        this.icon.addClassName("state-icon");
        this.icon.add(icon.large());
        Term.linked(body).forEach(this.body::add);
        this.body.addClassName("body");
        add(this.icon, new H2(title), this.body, actions, notes);
        actions.setVisible(false);
        notes.setVisible(false);
    }

    /**
     * Something that people decide on is missing, a budget for instance.
     *
     * @param title what it brings: {@code Budgets tell you before it is too late}
     * @param body what is missing, and who can do it
     */
    public static EmptyState notSetUp(Icons icon, String title, String body) {
        return new EmptyState("not-set-up", icon, title, body);
    }

    /**
     * Nobody knows yet, because it was not read or not judged.
     *
     * @param body when it is read, and where to see how far it is
     */
    public static EmptyState notRead(String title, String body) {
        return new EmptyState(NOT_READ, Icons.HOURGLASS, title, body);
    }

    /** Nobody knows, and no job will change that soon: of days that aren't over for instance. */
    public static EmptyState notKnown(String title, String body) {
        return new EmptyState("not-known", Icons.HOURGLASS, title, body);
    }

    /** AWS refused to be read: its reason and what to do. */
    public static EmptyState refused(String title, String body) {
        return new EmptyState("refused", Icons.LOCK, title, body);
    }

    /**
     * Nothing was found where something was not read: no all-clear.
     *
     * @param unread of the accounts, why each that was not read or in part only isn't fully read
     * @param found what was found in those that were read, as a sentence
     */
    public static EmptyState readInPart(int accounts, List<WhyUnread> unread, String found) {
        return new EmptyState(
                READ_IN_PART,
                Icons.CIRCLE_DASHED,
                AccountsText.fullyRead(accounts, unread),
                unread.size() < accounts
                        ? found + " What is in the other accounts isn\u2019t known."
                        : "What " + (accounts == 1 ? "it holds" : "they hold") + " isn\u2019t known.");
    }

    /**
     * Nothing was found. It is good news only where it was looked for: else the same page says that nothing was read, that it was read in
     * part, or that it was read anew since.
     *
     * @param found the same as a sentence, said of what was read; empty where the title is enough
     */
    public static EmptyState nothingFound(String title, Looked looked, String found) {
        Instant at = looked.at();
        if (at == null || looked.count() == 0) {
            return notRead(
                    "Not read yet",
                    "Nothing for this page has been read yet, so nothing is known. The page fills by itself.");
        }
        if (!looked.unread().isEmpty()) {
            return readInPart(looked.accounts(), looked.unread(), found);
        }
        Instant read = looked.read();
        if (looked.isOld() && read != null) {
            return notRead(
                    "Read again, and evaluated next",
                    "The last answer is of " + Formats.moment(at) + ". The data behind it was read again at "
                            + Formats.moment(read) + ". This page fills itself.");
        }
        return new EmptyState(
                NOTHING_FOUND,
                Icons.CIRCLE_CHECK,
                title,
                "Checked: " + looked.what() + ", " + Formats.momentWithYear(at) + "."
                        + (found.isEmpty() ? "" : " " + found));
    }

    /**
     * There is something, but not with these filters or on these days.
     *
     * @param body which filter empties the page
     */
    public static EmptyState noMatch(String title, String body) {
        return new EmptyState("no-match", Icons.SEARCH_X, title, body);
    }

    /** The address names something that doesn't exist, or that the person may not see. */
    public static EmptyState missing(String title, String body) {
        return new EmptyState("missing", Icons.SEARCH_X, title, body);
    }

    /** A service denied what a page asked for: says what to do, never what there is. */
    public static EmptyState denied() {
        return new EmptyState(
                "denied",
                Icons.LOCK,
                "You don\u2019t have access to this page",
                "Ask an admin of your organisation for access.");
    }

    /** The page is closed to the person, or there is none. */
    public static EmptyState closed(String title, String body) {
        return new EmptyState("denied", Icons.SHIELD_X, title, body);
    }

    /** The question was stopped, because it took too long. */
    public static EmptyState tooLong(String title, String body) {
        return new EmptyState("too-long", Icons.HOURGLASS, title, body);
    }

    /** For failures: a red field behind the icon, and read out at once. */
    static EmptyState failed(String title) {
        var state = new EmptyState("failed", Icons.CIRCLE_ALERT, title, "");
        state.addClassName("failure");
        state.role("alert");
        return state;
    }

    /**
     * A state that ends by itself when a job has run.
     *
     * @param isInPart whether a part was read already
     * @param words of the state
     */
    record Waiting(boolean isInPart, String words) {}

    /** Whether all was looked at and nothing found. */
    public boolean isAllClear() {
        return NOTHING_FOUND.equals(getElement().getAttribute(STATE));
    }

    /** Has the page ask until there is something to show, though this state is none that a job alone ends. */
    EmptyState untilThere() {
        getElement().setAttribute(WAITS, true);
        return this;
    }

    /** Has a page that shows a part that was not read yet, beside others that were, ask until it was. */
    public static void awaits(Component part) {
        part.getElement().setAttribute(STATE, NOT_READ);
    }

    /** What of the component waits for a job; empty where nothing does. */
    static Optional<Waiting> waiting(Component component) {
        return waiting(component.getElement());
    }

    private static Optional<Waiting> waiting(Element element) {
        String state = element.isTextNode() ? null : element.getAttribute(STATE);
        if (NOT_READ.equals(state) || READ_IN_PART.equals(state) || state != null && element.hasAttribute(WAITS)) {
            return Optional.of(new Waiting(READ_IN_PART.equals(state), element.getTextRecursively()));
        }
        return element.getChildren()
                .map(EmptyState::waiting)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Replaces the body by text with parts, a reference in monospace for instance. */
    public EmptyState body(Component... parts) {
        body.removeAll();
        body.add(parts);
        return this;
    }

    public EmptyState actions(Component... buttons) {
        actions.add(buttons);
        actions.setVisible(true);
        return this;
    }

    /** A line of its own at the end: {@code ✓ Teams and ownership rules: 9 teams, 23 rules}. */
    public EmptyState step(boolean done, String words) {
        var step = new Div((done ? Icons.CIRCLE_CHECK : Icons.CIRCLE_DASHED).create(), new Span(words));
        step.addClassNames("step", done ? "done" : "open");
        return note(step);
    }

    public EmptyState note(Component line) {
        notes.add(line);
        notes.setVisible(true);
        return this;
    }
}
