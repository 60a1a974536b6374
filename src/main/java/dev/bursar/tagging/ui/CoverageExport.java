package dev.bursar.tagging.ui;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.files.menu.ExportMenu.Content;
import dev.bursar.list.AddressReader;
import dev.bursar.tagging.coverage.CoverageAnswer;
import dev.bursar.tagging.coverage.CoverageSums;
import dev.bursar.tagging.coverage.CurrencyCoverage;
import dev.bursar.tagging.coverage.CurrencyCoverage.Untagged;
import dev.bursar.tagging.coverage.TagCoverage;
import dev.bursar.tagging.coverage.TagCoverageService;
import dev.bursar.ui.Formats;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables of the Coverage page as files, with all digits; asked again with the rights of whoever fetches them. */
@Component
class CoverageExport implements ExportSource {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final TagCoverageService service;
    private final Clock clock;

    CoverageExport(TagCoverageService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /** A table of the page. */
    enum Sheet {
        MONTHS("Coverage by month"),
        ACCOUNTS("Untagged by account"),
        SERVICES("Untagged by service"),
        NOT_TAGGABLE("Charges that can\u2019t be tagged");

        private final String title;

        Sheet(String title) {
            this.title = title;
        }
    }

    /** What is asked; stored as {@code months 2026-06-01 2026-11-24 team}. */
    private record Question(Sheet sheet, DayRange days, String key) {
        String stored() {
            return AddressReader.word(sheet) + " " + days.from() + " " + days.to() + " " + key;
        }

        static Question read(String stored) {
            String[] parts = stored.split(" ", 4);
            return new Question(
                    AddressReader.constant(Sheet.class, parts[0]).orElseThrow(),
                    new DayRange(LocalDate.parse(parts[1]), LocalDate.parse(parts[2])),
                    parts[3]);
        }
    }

    @Override
    public String kind() {
        return "tag-coverage";
    }

    List<Content> offered(TagCoverage coverage) {
        return Arrays.stream(Sheet.values())
                .filter(sheet -> sheet != Sheet.NOT_TAGGABLE
                        || coverage.currencies().stream()
                                .anyMatch(one -> !one.notTaggable().isEmpty()))
                .map(sheet -> new Content(
                        sheet.title, this, new Question(sheet, coverage.days(), coverage.key()).stored(), false))
                .toList();
    }

    @Override
    public About about(String stored) {
        Question question = Question.read(stored);
        ask(question); // refuses whom nothing may be shown
        return new About(
                question.sheet().title,
                "tag-" + AddressReader.word(question.sheet()) + "-"
                        + question.days().from() + "-" + question.days().to().minusDays(1));
    }

    private Optional<TagCoverage> ask(Question question) {
        return service.ask(Optional.of(question.days()), Optional.of(question.key()))
                        instanceof CoverageAnswer.Found(TagCoverage coverage, List<String> keys)
                ? Optional.of(coverage)
                : Optional.empty();
    }

    @Override
    public Table table(String stored) {
        Question question = Question.read(stored);
        Optional<TagCoverage> answer = ask(question);
        List<CurrencyCoverage> currencies = answer.map(TagCoverage::currencies).orElse(List.of());
        return (file, progress) -> {
            file.head(heading(question, answer), columns(question.sheet()));
            for (CurrencyCoverage currency : currencies) {
                write(question.sheet(), currency, file, progress);
            }
        };
    }

    private Heading heading(Question question, Optional<TagCoverage> answer) {
        var facts = new ArrayList<String>();
        facts.add(String.join(
                " \u00B7 ",
                "Tag " + dev.bursar.ui.PlainText.cut(question.key(), 60),
                Formats.range(CoverageText.range(question.days())),
                "EffectiveCost",
                answer.map(CoverageText::finality).orElse(CoverageText.NO_SHARE)));
        facts.add(CoverageText.DEFINITION);
        facts.add(answer.flatMap(TagCoverage::observedAt)
                        .map(at -> "Data as of " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return new Heading("Tags", question.sheet().title, facts);
    }

    private static List<Column> columns(Sheet sheet) {
        return switch (sheet) {
            case MONTHS ->
                List.of(
                        new Column("Month", Kind.DAY),
                        Column.text("Currency"),
                        new Column("Share tagged", Kind.PERCENT),
                        Column.money("Tagged"),
                        Column.money("Untagged"),
                        Column.money("Can\u2019t be tagged"),
                        Column.money("Not known"),
                        Column.money("EffectiveCost"));
            case ACCOUNTS ->
                List.of(
                        Column.text("Account"),
                        Column.text("Account name"),
                        Column.text("Currency"),
                        Column.money("Untagged"),
                        new Column("Share of untagged", Kind.PERCENT));
            case SERVICES ->
                List.of(
                        Column.text("Service"),
                        Column.text("Currency"),
                        Column.money("Untagged"),
                        new Column("Share of untagged", Kind.PERCENT));
            case NOT_TAGGABLE ->
                List.of(Column.text("Charges"), Column.text("Currency"), Column.money("EffectiveCost"));
        };
    }

    private static void write(Sheet sheet, CurrencyCoverage currency, TableFile file, Progress progress)
            throws IOException {
        String code = currency.currency();
        switch (sheet) {
            case MONTHS -> {
                for (CurrencyCoverage.Month month : currency.months()) {
                    file.row(code, months(month.month().atDay(1), code, month.sums()));
                    progress.row();
                }
                file.total(code, months(null, code, currency.sums()));
            }
            case ACCOUNTS ->
                untagged(
                        currency,
                        currency.accounts(),
                        row -> new @Nullable Object[] {row.key(), row.label(), code},
                        new @Nullable Object[] {"Total", "", code},
                        file,
                        progress);
            case SERVICES ->
                untagged(
                        currency,
                        currency.services(),
                        row -> new @Nullable Object[] {row.label(), code},
                        new @Nullable Object[] {"Total", code},
                        file,
                        progress);
            case NOT_TAGGABLE -> {
                for (CurrencyCoverage.Apart part : currency.notTaggable()) {
                    file.row(code, new @Nullable Object[] {
                        part.why().label(), code, part.amount().getAmount()
                    });
                    progress.row();
                }
                file.total(code, new @Nullable Object[] {
                    "Total", code, currency.sums().notTaggable().getAmount()
                });
            }
        }
    }

    private static @Nullable Object[] months(@Nullable LocalDate month, String code, CoverageSums sums) {
        return new @Nullable Object[] {
            month,
            code,
            sums.share().map(share -> share.movePointRight(2)).orElse(null),
            sums.tagged().getAmount(),
            sums.untagged().getAmount(),
            sums.notTaggable().getAmount(),
            sums.notStated().getAmount(),
            sums.total().getAmount()
        };
    }

    private static void untagged(
            CurrencyCoverage currency,
            List<Untagged> rows,
            Function<Untagged, @Nullable Object[]> names,
            @Nullable Object[] total,
            TableFile file,
            Progress progress)
            throws IOException {
        BigMoney all = currency.sums().untagged();
        for (Untagged row : rows) {
            file.row(currency.currency(), cells(names.apply(row), row.amount(), all));
            progress.row();
        }
        file.total(currency.currency(), cells(total, all, all));
    }

    private static @Nullable Object[] cells(@Nullable Object[] names, BigMoney amount, BigMoney all) {
        @Nullable Object[] cells = Arrays.copyOf(names, names.length + 2);
        cells[names.length] = amount.getAmount();
        cells[names.length + 1] = all.isZero()
                ? null
                : amount.getAmount().multiply(HUNDRED).divide(all.getAmount(), 4, RoundingMode.HALF_UP);
        return cells;
    }
}
