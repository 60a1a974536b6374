package dev.bursar.models.ui;

import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.models.Figures;
import dev.bursar.models.ModelMonth;
import dev.bursar.models.ModelMonth.OfCurrency;
import dev.bursar.models.ModelMonth.OfModel;
import dev.bursar.models.ModelMonth.Part;
import dev.bursar.models.ModelService;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The page of one model as a file: its usage types, callers, inference profiles and days, each of which come to the model's cost. Asked again
 * with the rights of whoever it is written for.
 */
@Component
class ModelPartsExport implements ExportSource {
    private final ModelService models;
    private final Clock clock;

    ModelPartsExport(ModelService models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /** @param key of {@link dev.bursar.models.Model} */
    static String question(YearMonth month, String key) {
        return month + " " + key;
    }

    private static YearMonth month(String question) {
        return YearMonth.parse(question.substring(0, question.indexOf(' ')));
    }

    private static String key(String question) {
        return question.substring(question.indexOf(' ') + 1);
    }

    @Override
    public String kind() {
        return "model-parts";
    }

    @Override
    public About about(String question) {
        return new About("Model, " + Formats.month(month(question)), "model-" + month(question));
    }

    private record Row(String part, String name, String id, String currency, Figures figures) {}

    @Override
    public Table table(String question) {
        ModelMonth month = models.of(month(question));
        var rows = new ArrayList<Row>();
        String name = "Model";
        for (OfCurrency of : month.currencies()) {
            for (OfModel model : of.models()) {
                if (model.model().key().equals(key(question))) {
                    name = ModelText.name(model.model());
                    rows.addAll(rows(month, of.currency(), model));
                }
            }
        }
        var heading = new Heading(
                "Model",
                name + ", " + Formats.month(month.month()),
                List.of(
                        Formats.range(month.days()) + " \u00B7 EffectiveCost",
                        "Exported " + Formats.momentWithYear(clock.instant())));
        return (file, progress) -> {
            progress.all(rows.size());
            file.head(heading, columns());
            for (Row row : rows) {
                file.row(row.currency(), cells(row));
                progress.row();
            }
        };
    }

    private List<Row> rows(ModelMonth month, String currency, OfModel model) {
        var rows = new ArrayList<Row>();
        model.usageTypes()
                .forEach(type -> rows.add(new Row("Usage type", ModelText.usageType(type), "", currency, type.now())));
        add(rows, "Caller", currency, models.callers(month, currency, model), Part::label);
        add(rows, "Inference profile", currency, models.profiles(month, currency, model), Part::label);
        add(
                rows,
                "Day",
                currency,
                models.days(month, currency, model),
                part -> part.day().toString());
        return rows;
    }

    private static void add(
            List<Row> rows, String what, String currency, List<Part> parts, Function<Part, String> name) {
        parts.forEach(part -> rows.add(new Row(what, name.apply(part), part.id(), currency, part.figures())));
    }

    private static List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (String name : List.of("Part", "Name", "ARN", "Currency")) {
            columns.add(Column.text(name));
        }
        columns.add(Column.money("EffectiveCost"));
        columns.add(Column.money("Credits"));
        columns.addAll(ModelExport.tokenColumns());
        return columns;
    }

    private static @Nullable Object[] cells(Row row) {
        var cells = new ArrayList<@Nullable Object>(List.of(row.part(), row.name(), row.id(), row.currency()));
        cells.add(row.figures().cost());
        cells.add(row.figures().credits());
        cells.addAll(ModelExport.tokenCells(row.figures()));
        return cells.toArray();
    }
}
