package dev.bursar.tagging.ui;

import dev.bursar.files.ListingExport;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListState;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.ViolationService;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** The rows of the Violations page as a file, with what is left out and what costs are of. */
@Component
class ViolationExport extends ListingExport<ViolationRow> {
    private final ViolationService service;

    ViolationExport(ListSource<ViolationRow> source, ViolationService service, Clock clock) {
        super(source, clock);
        this.service = service;
    }

    @Override
    protected Found<ViolationRow> find(ListState state) {
        Page page = service.page(state);
        var facts = new ArrayList<String>();
        String shown =
                state.get(Violations.SHOW).label() + (Violations.isProbable(state) ? ", " + ProbablyYours.TITLE : "");
        facts.add(counted(page.found()) + " on " + Formats.count(page.resources(), "resource", "resources") + ", "
                + shown.toLowerCase(Locale.ROOT));
        if (page.hidden() > 0) {
            facts.add(Formats.count(page.hidden(), "violation", "violations")
                    + " of resources that AWS doesn\u2019t charge for are left out");
        }
        facts.add(page.days()
                .map(days -> "EffectiveCost of " + Formats.date(days.first()) + " to " + Formats.date(days.last())
                        + "; a resource with several violations is counted once in the total")
                .orElse("Cost not known: needs an export that names resources"));
        facts.add(exported(page.found()));
        return file(new ListSource.Answer<>(page.found(), each -> service.each(state, each)), facts);
    }
}
