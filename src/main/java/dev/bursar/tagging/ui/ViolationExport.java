package dev.bursar.tagging.ui;

import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.ViolationService;
import dev.bursar.ui.Formats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of the Violations page as a file; asked again with the rights of whoever fetches it. */
@Component
class ViolationExport implements ExportSource {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Resource"),
            Column.text("ARN"),
            Column.text("Type"),
            Column.text("Account"),
            Column.text("Account name"),
            Column.text("Region"),
            Column.text("Owner"),
            Column.text("Policy"),
            Column.text("Tag key"),
            Column.text("Violation"),
            Column.text("Found"),
            Column.text("State"),
            new Column("Since", Kind.DAY),
            new Column("Grace until", Kind.DAY),
            Column.text("Currency"),
            Column.money("30-day cost"));

    private final ViolationService service;
    private final Clock clock;

    ViolationExport(ViolationService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "tag-violations";
    }

    @Override
    public About about(String question) {
        service.page(ViolationsUrl.ofStored(question).question()); // refuses whom nothing may be shown
        return new About("Tag violations", "tag-violations-" + LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    @Override
    public Table table(String question) {
        ViolationsUrl url = ViolationsUrl.ofStored(question);
        ViolationService.Page page = service.page(url.question());
        var facts = new ArrayList<String>();
        facts.add(Formats.count(page.violations(), "violation", "violations") + " on "
                + Formats.count(page.resources(), "resource", "resources") + ", "
                + url.show().label().toLowerCase(java.util.Locale.ROOT));
        if (page.hidden() > 0) {
            facts.add(Formats.count(page.hidden(), "violation", "violations")
                    + " of resources that AWS doesn\u2019t charge for are left out");
        }
        facts.add(page.days()
                .map(days -> "EffectiveCost of " + Formats.date(days.first()) + " to " + Formats.date(days.last())
                        + "; a resource with several violations is counted once in the total")
                .orElse("Cost not known: needs an export that names resources"));
        facts.add(page.readAt()
                        .map(at -> "Tags read " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return (file, progress) -> {
            progress.all((int) Math.min(page.violations(), Integer.MAX_VALUE));
            file.head(new TableFile.Heading("Tag violations", "Tag violations", facts), COLUMNS);
            service.each(url.question(), row -> {
                try {
                    file.row(
                            row.currency() == null ? "USD" : row.currency(),
                            cells(row, page.policyNames().getOrDefault(row.policy(), "")));
                    progress.row();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (Map.Entry<String, BigDecimal> total : new TreeMap<>(page.cost()).entrySet()) {
                @Nullable Object[] cells = new @Nullable Object[COLUMNS.size()];
                cells[0] = "Total";
                cells[COLUMNS.size() - 2] = total.getKey();
                cells[COLUMNS.size() - 1] = total.getValue();
                file.total(total.getKey(), cells);
            }
        };
    }

    private static @Nullable Object[] cells(ViolationRow row, String policy) {
        return new @Nullable Object[] {
            row.name(),
            row.arn(),
            row.type(),
            row.account(),
            row.accountName(),
            row.region(),
            row.owner() == null ? "" : row.owner(),
            policy,
            row.key(),
            row.finding().problem().stored(),
            row.finding().found() == null ? "" : row.finding().found(),
            row.state().label(),
            row.since(),
            row.graceTo().minusDays(1),
            row.currency() == null ? "" : row.currency(),
            row.cost()
        };
    }
}
