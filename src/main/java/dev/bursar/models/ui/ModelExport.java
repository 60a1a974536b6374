package dev.bursar.models.ui;

import dev.bursar.charges.models.ModelLine.Direction;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.models.Figures;
import dev.bursar.models.ModelMonth;
import dev.bursar.models.ModelMonth.OfCurrency;
import dev.bursar.models.ModelMonth.OfModel;
import dev.bursar.models.ModelService;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The page of models as a file, with all digits; asked again with the rights of whoever it is written for. */
@Component
class ModelExport implements ExportSource {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final ModelService models;
    private final Clock clock;

    ModelExport(ModelService models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "models";
    }

    @Override
    public About about(String question) {
        YearMonth month = YearMonth.parse(question);
        return new About("Models, " + Formats.month(month), "models-" + month);
    }

    @Override
    public Table table(String question) {
        ModelMonth month = models.of(YearMonth.parse(question));
        return (file, progress) -> {
            progress.all(month.rows());
            file.head(heading(month), columns());
            for (OfCurrency of : month.currencies()) {
                for (OfModel model : of.models()) {
                    file.row(of.currency(), row(of.currency(), month, model));
                    progress.row();
                }
            }
            for (OfCurrency of : month.currencies()) {
                file.total(
                        of.currency(), cells("Total", Optional.empty(), of.currency(), month, of.now(), of.before()));
            }
        };
    }

    private Heading heading(ModelMonth month) {
        var facts = new ArrayList<String>();
        facts.add(Formats.range(month.days()) + " \u00B7 EffectiveCost"
                + FactLine.words(month.finality().estimated(), month.finality().restated()).values().stream()
                        .map(words -> " \u00B7 " + words)
                        .collect(Collectors.joining()));
        month.currencies().forEach(of -> facts.add(ModelText.check(of)));
        facts.add(month.observedAt()
                        .map(at -> "Data as of " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return new Heading("Models", "Models, " + Formats.month(month.month()), facts);
    }

    private static List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (String name : List.of("Model", "Seller", "Tiers", "Routing", "Currency")) {
            columns.add(Column.text(name));
        }
        for (String name : List.of("EffectiveCost", "Credits", "EffectiveCost before", "Change")) {
            columns.add(Column.money(name));
        }
        columns.addAll(tokenColumns());
        return columns;
    }

    /** Tokens and what a million cost by direction, and the part of input that was read from cache. */
    static List<Column> tokenColumns() {
        var columns = new ArrayList<Column>();
        for (Direction direction : ModelText.PRICED) {
            columns.add(Column.text(direction.label() + " tokens"));
            columns.add(Column.money(direction.label() + " per 1 M tokens"));
        }
        columns.add(new Column("Input from cache %", Kind.PERCENT));
        return columns;
    }

    private static @Nullable Object[] row(String currency, ModelMonth month, OfModel model) {
        return cells(ModelText.name(model.model()), Optional.of(model), currency, month, model.now(), model.before());
    }

    /** @param model empty of all of them */
    private static @Nullable Object[] cells(
            String name, Optional<OfModel> model, String currency, ModelMonth month, Figures now, Figures before) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(name);
        cells.add(model.map(one -> one.model().seller().label()).orElse(""));
        cells.add(model.map(ModelText::tiers).orElse(""));
        cells.add(model.map(ModelText::routings).orElse(""));
        cells.add(currency);
        boolean compared = month.before() != null;
        cells.add(now.cost());
        cells.add(now.credits());
        cells.add(compared ? before.cost() : null);
        cells.add(compared ? now.cost().subtract(before.cost()) : null);
        cells.addAll(tokenCells(now));
        return cells.toArray();
    }

    /** For {@link #tokenColumns}. */
    static List<@Nullable Object> tokenCells(Figures now) {
        var cells = new ArrayList<@Nullable Object>();
        for (Direction direction : ModelText.PRICED) {
            Optional<Figures.Tokens> tokens = now.of(direction);
            cells.add(tokens.map(some ->
                            some.allKnown() ? some.tokens().stripTrailingZeros().toPlainString() : ModelText.NOT_KNOWN)
                    .orElse(""));
            cells.add(tokens.flatMap(Figures.Tokens::perMillion).orElse(null));
        }
        cells.add(now.fromCache()
                .map(share -> share.multiply(HUNDRED).setScale(4, RoundingMode.HALF_UP))
                .orElse(null));
        return cells;
    }
}
