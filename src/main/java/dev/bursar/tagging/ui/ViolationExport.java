package dev.bursar.tagging.ui;

import dev.bursar.files.ListExport;
import dev.bursar.list.ListState;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.ViolationService;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.ui.Formats;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of the Violations page as a file. */
@Component
class ViolationExport extends ListExport<ViolationRow> {
    private final ViolationService service;

    ViolationExport(ViolationService service, Clock clock) {
        super("tag-violations", "Tag violations", clock);
        this.service = service;
    }

    @Override
    protected Found<ViolationRow> find(String stored) {
        ListState state = ViolationList.ADDRESS.ofStored(stored);
        var question = ViolationList.question(state);
        Page page = service.page(question);
        Map<String, Map<String, @Nullable Object>> totals = new TreeMap<>();
        page.cost()
                .forEach((currency, cost) -> totals.put(currency, Map.of("Currency", currency, "30-day cost", cost)));
        return new Found<>(
                ViolationTable.cells(page.policyNames()),
                facts(
                        page,
                        state.get(ViolationList.SHOW).label()
                                + (ViolationList.isProbable(state) ? ", " + ProbablyYours.TITLE : "")),
                page.violations(),
                row -> row.currency() == null ? "USD" : row.currency(),
                each -> service.each(question, each),
                totals);
    }

    private List<String> facts(Page page, String shown) {
        var facts = new ArrayList<String>();
        facts.add(Formats.count(page.violations(), "violation", "violations") + " on "
                + Formats.count(page.resources(), "resource", "resources") + ", " + shown.toLowerCase(Locale.ROOT));
        if (page.hidden() > 0) {
            facts.add(Formats.count(page.hidden(), "violation", "violations")
                    + " of resources that AWS doesn\u2019t charge for are left out");
        }
        facts.add(page.days()
                .map(days -> "EffectiveCost of " + Formats.date(days.first()) + " to " + Formats.date(days.last())
                        + "; a resource with several violations is counted once in the total")
                .orElse("Cost not known: needs an export that names resources"));
        facts.add(exported("Tags read", page.readAt()));
        return facts;
    }
}
