package dev.bursar.admin;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Workers;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Says in money what a change would move, month by month as each is worked out, before the change is made. */
final class MoneyPreview extends Div {
    private static final int MONTHS = 13;
    private static final int LINES = 8;

    private final PageWork work;
    private final Supplier<List<YearMonth>> months;
    private final Div words = new Div();
    private int lines;

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

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    /** Shows nothing, while a field is not filled in. */
    void clear() {
        work.forget();
        words.removeAll();
    }

    void show(LocalDate since, Question question) {
        words.removeAll();
        lines = 0;
        var waiting = new Paragraph("Working out what moves \u2026");
        waiting.addClassName("quiet");
        words.add(waiting);
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
                        next(since, affected, 0, question, new UnorderedList());
                    }
                },
                this::failed);
    }

    private void next(LocalDate since, List<YearMonth> months, int at, Question question, UnorderedList list) {
        YearMonth month = months.get(at);
        work.ask(
                () -> question.moves(since, month),
                moves -> {
                    if (at == 0) {
                        words.removeAll();
                        words.add(head("From " + Formats.date(since)), list);
                    }
                    moves.forEach(move -> add(list, month, move));
                    if (at + 1 < months.size()) {
                        next(since, months, at + 1, question, list);
                    } else if (lines == 0) {
                        words.removeAll();
                        words.add(head("From " + Formats.date(since) + ", no costs move that have been read."));
                    } else if (lines > LINES) {
                        list.add(new ListItem(Formats.count(lines - LINES) + " more"));
                    }
                },
                this::failed);
    }

    private void add(UnorderedList list, YearMonth month, MoneyMove move) {
        if (lines++ < LINES) {
            list.add(new ListItem(sentence(month, move, "moves")));
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
                    words.add(head("From " + Formats.date(since) + " on. Nothing that has been read so far moves."));
                    if (!moves.isEmpty()) {
                        var scale = new Paragraph("For scale, if it had begun with " + name(newest) + ":");
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
        var head = new Div(Icons.ARROW_RIGHT.create(), new Paragraph(sentence));
        head.addClassName("money-head");
        return head;
    }

    /** {@code $12,345.67 of November moves from Vision to Research}. */
    private static String sentence(YearMonth month, MoneyMove move, String verb) {
        return Formats.money(move.effectiveCost(), move.currency()) + " of " + name(month) + " " + verb + " from "
                + PlainText.cut(move.from(), 60) + " to " + PlainText.cut(move.to(), 60);
    }

    private static String name(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    private void failed(RuntimeException problem) {
        words.removeAll();
        words.add(new Paragraph("What moves could not be worked out. If it fails again, give your admin reference "
                + Reference.of(problem).code() + "."));
    }
}
