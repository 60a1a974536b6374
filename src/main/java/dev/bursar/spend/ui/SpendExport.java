package dev.bursar.spend.ui;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.ChargeLines;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.menu.ExportMenu.Content;
import dev.bursar.kernel.Today;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** What the Spend page shows, asked again and written as a file, with the rights of whoever it is written for. */
@Component
class SpendExport implements ExportSource {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?");

    private final CostService service;
    private final SpendService spend;
    private final ChargeLines charges;
    private final ObjectProvider<LinesOfCharges> delivered;
    private final Clock clock;

    SpendExport(
            CostService service,
            SpendService spend,
            ChargeLines charges,
            ObjectProvider<LinesOfCharges> delivered,
            Clock clock) {
        this.service = service;
        this.spend = spend;
        this.charges = charges;
        this.delivered = delivered;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "spend";
    }

    @Override
    public About about(String question) {
        service.seesEverything(); // refuses whom nothing may be shown
        return SpendFile.read(question).about();
    }

    @Override
    public Table table(String question) {
        SpendFile wanted = SpendFile.read(question);
        CostQuery asked = wanted.question();
        return switch (wanted.content()) {
            case TABLE -> {
                CostResult answer = spend.marked(service.explore(asked));
                Heading heading = heading(wanted, answer);
                yield (file, progress) -> {
                    progress.all(SpendSheet.rows(answer));
                    SpendSheet.write(answer, wanted.view(), heading, file, progress::row);
                };
            }
            case FORECAST -> {
                List<Outlook> outlooks = spend.outlook(asked, Today.of(clock));
                Heading heading = new Heading("Forecast", wanted.about().title(), facts(asked, outlooks));
                yield (file, progress) -> ForecastSheet.write(outlooks, heading, file, progress);
            }
            case CHARGES -> {
                long count = charges.count(asked);
                CostResult answer = service.ask(asked.alone().coarse());
                Heading heading = heading(wanted, answer);
                Map<String, String> teams =
                        spend.marked(service.choices(Dimension.TEAM, asked.from(), asked.to())).stream()
                                .collect(Collectors.toMap(Choice::key, Choice::label, (one, other) -> one));
                yield (file, progress) -> {
                    progress.all(count);
                    var sheet = new ChargeSheet(
                            file, heading, teams, !answer.exported().isEmpty());
                    charges.each(asked, charge -> {
                        sheet.line(charge);
                        progress.row();
                    });
                    sheet.totals();
                };
            }
            case LINES -> {
                Heading heading = heading(wanted, service.ask(asked.alone().coarse()));
                yield (file, progress) -> lines(wanted, heading, file, progress);
            }
        };
    }

    /** The lines with values as the delivered files have them, and their columns or those of them that were chosen. */
    private void lines(SpendFile asked, Heading heading, TableFile file, Progress progress) throws IOException {
        List<String> chosen = Objects.requireNonNullElse(asked.columns(), List.of());
        var wanted = new LinesOfCharges.Wanted(asked.question(), chosen, asked.byEngine());
        try (LinesOfCharges.Lines lines = delivered.getObject().of(wanted, LinesOfCharges.Watch.NONE)) {
            progress.all(lines.lines());
            List<String> known =
                    chosen.stream().filter(lines.columns()::contains).toList();
            List<String> columns = known.isEmpty() ? lines.columns() : known;
            var facts = new ArrayList<>(heading.facts());
            facts.add(SpendText.lines(lines.lines(), lines.charges(), lines.without(), lines.ofNodes()));
            file.head(
                    new Heading(heading.sheet(), heading.title(), facts),
                    columns.stream().map(TableFile.Column::text).toList());
            Set<String> numbers = Set.copyOf(lines.numbers());
            lines.each(columns, line -> {
                file.row(
                        "",
                        columns.stream()
                                .map(column -> cell(line.get(column), numbers.contains(column)))
                                .toArray());
                progress.row();
            });
        }
    }

    /** A number in the digits of the delivered file; its sign begins no formula. */
    private record Digits(String digits) {
        @Override
        public String toString() {
            return digits;
        }
    }

    private static @Nullable Object cell(@Nullable String value, boolean number) {
        return number && value != null && NEGATIVE.matcher(value).matches() ? new Digits(value) : value;
    }

    /** What brings lines; empty where Bursar fetches no charge files. */
    Optional<LinesOfCharges> lines() {
        return Optional.ofNullable(delivered.getIfAvailable());
    }

    /** All lines of a question, with the columns that the page shows. */
    List<Content> lines(CostQuery question, List<String> columns, LinesOfCharges.Plan.Ready plan) {
        LinesOfCharges.Plan.@Nullable Engine engine = plan.engine();
        var all = new SpendFile(SpendFile.Content.LINES, question, SpendUrl.View.DAILY, columns, engine != null);
        String price = engine == null
                ? ""
                : engine.usd()
                        .map(usd -> ", asked again for " + LinesText.price(usd) + ",")
                        .orElse("");
        return List.of(new Content("All lines" + price, this, all.stored(), true));
    }

    /**
     * What the page offers.
     *
     * @param took how long the page's question took
     */
    List<Content> offered(SpendUrl url, CostResult answer, Duration took) {
        var table = new SpendFile(SpendFile.Content.TABLE, answer.question(), url.view());
        var charges = new SpendFile(SpendFile.Content.CHARGES, answer.question(), url.view());
        boolean large = took.compareTo(SLOW) > 0 || SpendSheet.rows(answer) > ExportService.MOST_ROWS_AT_ONCE;
        var contents = new ArrayList<>(List.of(
                new Content("Table", this, table.stored(), large),
                new Content("Charges", this, charges.stored(), true)));
        if (delivered.getIfAvailable() != null
                && !answer.exported().isEmpty()
                && table.days().lengthInDays() <= LinesOfCharges.MOST_DAYS) {
            var lines = new SpendFile(SpendFile.Content.LINES, answer.question(), url.view());
            contents.add(new Content("Delivered lines", this, lines.stored(), true));
        }
        return contents;
    }

    /** What the page of months to come offers. */
    List<Content> offered(CostQuery question) {
        return List.of(new Content(
                "Forecast",
                this,
                new SpendFile(SpendFile.Content.FORECAST, question, SpendUrl.View.MONTHLY).stored(),
                false));
    }

    private List<String> facts(CostQuery question, List<Outlook> outlooks) {
        return List.of(
                AheadBlock.words(LocalDateRange.of(question.from(), question.to()), question, outlooks),
                "Expected, not spent. A range holds four of five outcomes.",
                SpendText.filters(question.filters(), new SpendNames(service, spend))
                        .orElse("No filters"),
                "Exported " + Formats.momentWithYear(clock.instant()));
    }

    /** Everything that the figures share, in words. */
    Heading heading(SpendFile wanted, CostResult answer) {
        CostQuery question = wanted.question();
        boolean table = wanted.content() == SpendFile.Content.TABLE;
        var facts = new ArrayList<String>();
        facts.add(Formats.range(wanted.days()));
        facts.add(
                switch (wanted.content()) {
                    case TABLE, FORECAST -> question.cost().label();
                    case CHARGES -> "BilledCost and EffectiveCost";
                    case LINES -> "Values as AWS delivered them";
                });
        facts.add(answer.currencies().stream().map(CurrencySpend::currency).collect(Collectors.joining(" and ")));
        SpendText.without(question.without()).ifPresent(facts::add);
        SpendText.exported(wanted.days(), answer.exported()).ifPresent(facts::add);
        facts.add(SpendText.finality(answer.finality()));
        var lines = new ArrayList<String>();
        lines.add(String.join(
                " \u00B7 ", facts.stream().filter(fact -> !fact.isEmpty()).toList()));
        DayRange before = question.before();
        if (before != null && table) {
            lines.add("Compared with " + SpendText.compared(before));
        }
        SpendText.spread(question)
                .map(words -> table ? words : "Each charge is on the day on which AWS booked it")
                .ifPresent(lines::add);
        lines.addAll(TagText.of(answer, spend.teamTag()));
        lines.add(SpendText.filters(question.filters(), new SpendNames(service, spend))
                .orElse("No filters"));
        lines.add(answer.observedAt()
                        .map(at -> "Data as of " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return new Heading(
                switch (wanted.content()) {
                    case TABLE, FORECAST -> "Spend";
                    case CHARGES -> "Charges";
                    case LINES -> "Lines";
                },
                wanted.about().title(),
                List.copyOf(lines));
    }
}
