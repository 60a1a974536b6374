package dev.bursar.admin.reach;

import dev.bursar.files.ListExport;
import dev.bursar.setup.reach.RegionRow;
import dev.bursar.setup.reach.RegionService;
import dev.bursar.ui.Formats;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The rows of the Regions page as a file. */
@Component
class RegionExport extends ListExport<RegionRow> {
    private final RegionService service;

    RegionExport(RegionService service, Clock clock) {
        super("account-regions", "Regions of accounts", clock);
        this.service = service;
    }

    @Override
    protected Found<RegionRow> find(String stored) {
        var question = RegionList.question(RegionList.ADDRESS.ofStored(stored));
        RegionService.Page page = service.page(question);
        return new Found<>(
                RegionTable.cells(),
                List.of(
                        Formats.count(page.rows(), "Region", "Regions"),
                        exported("Checked", Optional.ofNullable(page.checkedAt()))),
                page.rows(),
                each -> service.each(question, each));
    }
}
