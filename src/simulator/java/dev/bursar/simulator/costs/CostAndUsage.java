package dev.bursar.simulator.costs;

import dev.bursar.simulator.costs.Attribute.Dimension;
import dev.bursar.simulator.costs.Period.Granularity;
import dev.bursar.simulator.costs.Question.Tally;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Snapshot;
import dev.bursar.simulator.organisation.Snapshot.DayLines;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GetCostAndUsage and GetCostAndUsageWithResources: rows of (time step, group), cut into pages that may cut a time step too. With
 * resources the question must be about some services, by resource.
 */
final class CostAndUsage implements JsonService.Operation {
    private static final int MOST_ROWS_KEPT = 500_000;
    private static final int LAST_ESTIMATED_DAY = 4;

    private final Organisation organisation;
    private final QuestionReader reader;
    private final Pages pages;
    private final IntSupplier rowsPerPage;
    private final boolean byResource;
    private final Map<String, List<Question.Row>> kept = new LinkedHashMap<>();

    private CostAndUsage(Organisation organisation, Pages pages, IntSupplier rowsPerPage, boolean byResource) {
        this.organisation = organisation;
        this.reader = new QuestionReader(organisation, byResource);
        this.pages = pages;
        this.rowsPerPage = rowsPerPage;
        this.byResource = byResource;
    }

    static CostAndUsage of(Organisation organisation, Pages pages, IntSupplier rowsPerPage) {
        return new CostAndUsage(organisation, pages, rowsPerPage, false);
    }

    static CostAndUsage withResources(Organisation organisation, Pages pages, IntSupplier rowsPerPage) {
        return new CostAndUsage(organisation, pages, rowsPerPage, true);
    }

    @Override
    public ObjectNode answer(ObjectNode request) {
        var granularity = Granularity.asked(request);
        var metrics = Metric.asked(request);
        var groups = reader.groups(request);
        var filter = reader.filter(request);
        if (byResource) {
            checkResources(request, groups);
        }
        var period = byResource ? Period.withResources(request, organisation) : Period.past(request, organisation);
        var question = new Question(period, granularity, metrics, groups, filter);
        var place = pages.place(request);
        var page = pages.page(rows(question, place), place, rowsPerPage.getAsInt());
        return json(request, groups, page);
    }

    private static void checkResources(JsonNode request, List<Attribute> groups) {
        var filter = request.get("Filter");
        if (filter == null || filter.isNull()) {
            throw Json.missing("Filter");
        }
        if (!names(filter, Dimension.SERVICE)) {
            throw AwsRefusal.invalid("Filter is invalid. The dimension SERVICE is required.");
        }
        if (!groups.contains(new Attribute.OfDimension(Dimension.RESOURCE_ID))
                && !names(filter, Dimension.RESOURCE_ID)) {
            throw AwsRefusal.invalid("Either group by or filter by RESOURCE_ID is required.");
        }
    }

    private static boolean names(JsonNode filter, Dimension dimension) {
        return filter.findValues("Key").stream().anyMatch(key -> key.asString().equals(dimension.name()));
    }

    /** Later pages of a question come from its first page's rows. */
    private List<Question.Row> rows(Question question, Pages.Place place) {
        var key = place.fingerprint() + place.revision();
        synchronized (kept) {
            var rows = kept.remove(key);
            if (rows == null) {
                rows = byResource
                        ? question.answer(ResourceLines.of(organisation, question.period()), organisation)
                        : question.answer(organisation);
            }
            kept.put(key, rows);
            while (kept.size() > 1
                    && kept.values().stream().mapToInt(List::size).sum() > MOST_ROWS_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            return rows;
        }
    }

    private ObjectNode json(JsonNode request, List<Attribute> groups, Pages.Page<Question.Row> page) {
        var json = Json.object();
        pages.next(json, page);
        if (!groups.isEmpty()) {
            var definitions = json.putArray("GroupDefinitions");
            for (var group : Json.list(request, "GroupBy")) {
                definitions.addObject().put("Type", Json.text(group, "Type")).put("Key", Json.text(group, "Key"));
            }
        }
        times(json.putArray("ResultsByTime"), groups.isEmpty(), page.items());
        names(json.putArray("DimensionValueAttributes"), groups, page.items());
        return json;
    }

    private void times(ArrayNode times, boolean total, List<Question.Row> rows) {
        Period bucket = null;
        var time = Json.object();
        for (var row : rows) {
            if (!row.bucket().equals(bucket)) {
                bucket = row.bucket();
                time = times.addObject();
                time.set("TimePeriod", bucket.json());
                time.set("Total", total ? sums(row.tally()) : Json.object());
                time.putArray("Groups");
                time.put("Estimated", estimated(bucket));
            }
            if (!total && row.tally() != null) {
                var group = ((ArrayNode) time.get("Groups")).addObject();
                row.keys().forEach(group.putArray("Keys")::add);
                group.set("Metrics", sums(row.tally()));
            }
        }
    }

    private static ObjectNode sums(@Nullable Tally tally) {
        return tally == null ? Json.object() : tally.json();
    }

    private boolean estimated(Period bucket) {
        var today = organisation.today();
        var open = today.getDayOfMonth() <= LAST_ESTIMATED_DAY ? today.minusMonths(1) : today;
        return !bucket.start().isBefore(open.withDayOfMonth(1));
    }

    private void names(ArrayNode attributes, List<Attribute> groups, List<Question.Row> rows) {
        var accounts = new TreeSet<String>();
        for (var i = 0; i < groups.size(); i++) {
            if (groups.get(i) instanceof Attribute.OfDimension(var dimension)
                    && dimension == Dimension.LINKED_ACCOUNT) {
                var place = i;
                rows.stream()
                        .filter(row -> row.tally() != null)
                        .forEach(row -> accounts.add(row.keys().get(place)));
            }
        }
        for (var id : accounts) {
            var account = attributes.addObject().put("Value", id);
            account.putObject("Attributes").put("description", organisation.accountName(id));
        }
    }

    /** The days' lines by resource, cut as the lines of exports are, so that both add up to the same. */
    static final class ResourceLines {
        /** Where a cell carries its resource: a key that no tag can have, because it is empty. */
        private static final String RESOURCE = "";

        private final List<Cell> cells = new ArrayList<>();
        private final Map<Cell, Integer> numbers = new HashMap<>();

        private ResourceLines() {}

        /** The resource of a cell of such lines; empty where it is of none. */
        static String resource(Cell cell) {
            return cell.tags().getOrDefault(RESOURCE, "");
        }

        static Snapshot of(Organisation organisation, Period period) {
            var made = new ResourceLines();
            var days = organisation.snapshot(period.start(), period.end()).days().stream()
                    .map(day -> made.day(day.day(), organisation.parts(List.of(day.lines()))))
                    .toList();
            return new Snapshot(List.copyOf(made.cells), days);
        }

        private DayLines day(LocalDate day, List<ExportLine> parts) {
            var lines = new Line[parts.size()];
            var indexes = new int[lines.length];
            for (var i = 0; i < lines.length; i++) {
                var part = parts.get(i);
                var cell = part.resource().isEmpty() ? part.cell() : part.cell().withTag(RESOURCE, part.resource());
                indexes[i] = numbers.computeIfAbsent(cell, this::number);
                lines[i] = new Line(day, cell, part.costs(), part.quantity());
            }
            return new DayLines(day, indexes, lines);
        }

        private Integer number(Cell cell) {
            cells.add(cell);
            return cells.size() - 1;
        }
    }
}
