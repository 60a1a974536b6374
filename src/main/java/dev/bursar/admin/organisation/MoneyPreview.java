package dev.bursar.admin.organisation;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Says in money what a change would move, month by month as each is worked out, before the change is made. */
final class MoneyPreview extends Div {
    private static final int MONTHS = 13;
    private static final int LINES = 8;

    private final PageWork work;
    private final Supplier<List<YearMonth>> months;
    private final Div words = new Div();
    private final List<String> found = new ArrayList<>();

    /** What the change would move of a month, if it held from a day on. */
    interface Question {
        List<MoneyMove> moves(LocalDate since, YearMonth month);
    }

    /** @param months those that have costs, newest first */
    MoneyPreview(Workers workers, Supplier<List<YearMonth>> months) {
        this.months = months;
        work = new PageWork(this, workers);
        addClassName("money-preview");
        words.getElement().setAttribute("aria-live", "polite");
        add(words);
    }

    /** Shows nothing, while a field is not filled in. */
    void clear() {
        work.forget();
        words.removeAll();
    }

    void show(LocalDate since, Question question) {
        words.removeAll();
        found.clear();
        var waiting = new Paragraph("Calculating which costs move \u2026");
        waiting.addClassName("quiet");
        words.add(waiting);
        if (isAttached()) {
            ask(since, question);
        } else {
            // a fast answer would come before the dialog is part of the page, and be lost
            addAttachListener(attached -> {
                attached.unregisterListener();
                ask(since, question);
            });
        }
    }

    private void ask(LocalDate since, Question question) {
        work.ask(
                months::get,
                all -> {
                    List<YearMonth> affected = all.stream()
                            .filter(month -> !month.isBefore(YearMonth.from(since)))
                            .limit(MONTHS)
                            .toList();
                    if (affected.isEmpty()) {
                        later(since, all, question);
                    } else {
                        next(since, affected, 0, question);
                    }
                },
                this::failed);
    }

    private void next(LocalDate since, List<YearMonth> months, int at, Question question) {
        YearMonth month = months.get(at);
        work.ask(
                () -> question.moves(since, month),
                moves -> {
                    moves.forEach(move -> found.add(sentence(month, move, "moves")));
                    boolean last = at + 1 == months.size();
                    if (last || !found.isEmpty()) {
                        tell(since, last);
                    }
                    if (!last) {
                        next(since, months, at + 1, question);
                    }
                },
                this::failed);
    }

    /** Of one month's move one sentence, of several a list that grows. */
    private void tell(LocalDate since, boolean complete) {
        words.removeAll();
        String from = "From " + Formats.date(since);
        if (found.isEmpty()) {
            words.add(head(from + ", none of the costs read so far move."));
        } else if (found.size() == 1 && complete) {
            words.add(head(from + ", " + found.getFirst() + "."));
        } else {
            var list = new UnorderedList();
            found.stream().limit(LINES).forEach(line -> list.add(new ListItem(line)));
            if (found.size() > LINES) {
                list.add(new ListItem(Formats.count(found.size() - LINES) + " more"));
            }
            words.add(head(from + (complete ? ":" : " \u2026")), list);
        }
    }

    /** Nothing has been read of these days; the newest month says how much it is about. */
    private void later(LocalDate since, List<YearMonth> all, Question question) {
        if (all.isEmpty()) {
            words.removeAll();
            words.add(head("No costs have been read yet, so none move."));
            return;
        }
        YearMonth newest = all.getFirst();
        work.ask(
                () -> question.moves(newest.atDay(1), newest),
                moves -> {
                    words.removeAll();
                    words.add(head("From " + Formats.date(since) + ". None of the costs read so far move."));
                    if (!moves.isEmpty()) {
                        var scale = new Paragraph("For scale, if it had started in " + Formats.month(newest) + ":");
                        scale.addClassName("quiet");
                        var list = new UnorderedList();
                        moves.stream()
                                .limit(LINES)
                                .forEach(move -> list.add(new ListItem(sentence(newest, move, "would move"))));
                        words.add(scale, list);
                    }
                },
                this::failed);
    }

    private static Div head(String sentence) {
        return Styled.div("money-head", Icons.ARROW_RIGHT.create(), new Paragraph(sentence));
    }

    /** {@code $12,345.67 of November moves from Vision to Research}. */
    private static String sentence(YearMonth month, MoneyMove move, String verb) {
        return Formats.money(move.effectiveCost(), move.currency()) + " of " + Formats.month(month) + " " + verb
                + " from " + PlainText.cut(move.from(), 60) + " to " + PlainText.cut(move.to(), 60);
    }

    private void failed(RuntimeException problem) {
        words.removeAll();
        words.add(new Paragraph(
                "The costs that move could not be calculated. If it fails again, give your admin reference "
                        + Reference.of(problem).code() + "."));
    }
}
