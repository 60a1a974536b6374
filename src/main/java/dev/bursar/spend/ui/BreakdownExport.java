package dev.bursar.spend.ui;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.Dimension;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.menu.ExportMenu.Content;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.spend.BreakdownAnswer;
import dev.bursar.spend.Breakdowns;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;
import tools.jackson.databind.json.JsonMapper;

/** A breakdown's month as a file in the form of Spend's, asked again with the rights of whoever it is written for. */
@Component
class BreakdownExport implements ExportSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final Breakdowns breakdowns;
    private final Clock clock;

    BreakdownExport(Breakdowns breakdowns, Clock clock) {
        this.breakdowns = breakdowns;
        this.clock = clock;
    }

    /** What is stored of an export. */
    private record Question(int id, YearMonth month, List<CostFilter> filters) {}

    @Override
    public String kind() {
        return "breakdown";
    }

    @Override
    public About about(String question) {
        Question asked = JSON.readValue(question, Question.class);
        Breakdown breakdown = breakdowns.all().stream()
                .filter(one -> one.id() == asked.id())
                .findFirst()
                .orElseThrow(() -> gone(asked));
        return new About(
                "Spend by " + breakdown.label() + ", " + Formats.month(asked.month()),
                "spend-by-tag-and-" + breakdown.dimension().word() + "-" + asked.month());
    }

    @Override
    public Table table(String question) {
        Question asked = JSON.readValue(question, Question.class);
        BreakdownAnswer answered =
                breakdowns.ask(asked.id(), asked.month(), asked.filters()).orElseThrow(() -> gone(asked));
        CostResult answer = byTag(answered);
        Heading heading = heading(about(question), answered, asked.filters());
        return (file, progress) -> {
            progress.all(SpendSheet.rows(answer));
            SpendSheet.write(answer, SpendUrl.View.DAILY, heading, file, progress::row);
        };
    }

    /** What the page offers. */
    List<Content> offered(BreakdownAnswer answered, YearMonth month) {
        CostResult answer = answered.answer();
        String question = JSON.writeValueAsString(
                new Question(answered.breakdown().id(), month, answer.question().filters()));
        return List.of(new Content("Table", this, question, SpendSheet.rows(answer) > ExportService.MOST_ROWS_AT_ONCE));
    }

    /** The answer with the breakdown's tag in the place of the one that names teams. */
    private static CostResult byTag(BreakdownAnswer answered) {
        CostResult answer = answered.answer();
        CostQuery question = answer.question();
        return new CostResult(
                new CostQuery(
                        question.from(),
                        question.to(),
                        question.granularity(),
                        question.cost(),
                        new Dimension.Tag(answered.breakdown().tagKey()),
                        question.thenBy(),
                        question.without(),
                        question.before(),
                        question.filters()),
                answer.periods(),
                answer.currencies(),
                answer.finality(),
                answer.observedAt(),
                answer.accountsSeen());
    }

    private Heading heading(About about, BreakdownAnswer answered, List<CostFilter> filters) {
        CostResult answer = answered.answer();
        var lines = new ArrayList<String>();
        lines.add(String.join(
                " \u00B7 ",
                Formats.range(LocalDateRange.of(
                        answer.question().from(), answer.question().to())),
                answer.question().cost().label(),
                answer.currencies().stream().map(CurrencySpend::currency).collect(Collectors.joining(" and ")),
                SpendText.finality(answer.finality())));
        lines.add(BreakdownText.filters(answered, filters).orElse("No filters"));
        answered.checks()
                .forEach(
                        check -> BreakdownText.check(answered, check.currency()).ifPresent(lines::add));
        lines.add(answered.breakdown()
                        .readAt()
                        .map(at -> "Data as of " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return new Heading("Breakdown", about.title(), List.copyOf(lines));
    }

    private static StaleEdit gone(Question asked) {
        return new StaleEdit("breakdown:" + asked.id());
    }
}
