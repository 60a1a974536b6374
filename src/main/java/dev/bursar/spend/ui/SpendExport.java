package dev.bursar.spend.ui;

import dev.bursar.charges.ChargeLines;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostService;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.ui.Formats;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the Spend page shows, asked again and written as a file, with the rights of whoever it is written for. */
@Component
class SpendExport implements ExportSource {
    static final String KIND = "spend";

    private final CostService service;
    private final ChargeLines charges;
    private final Clock clock;

    SpendExport(CostService service, ChargeLines charges, Clock clock) {
        this.service = service;
        this.charges = charges;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public About about(String question) {
        service.seesEverything(); // refuses whom nothing may be shown
        return SpendFile.read(question).about();
    }

    @Override
    public void write(String question, TableFile file, Progress progress) throws IOException {
        SpendFile wanted = SpendFile.read(question);
        switch (wanted.content()) {
            case TABLE -> {
                CostResult answer = service.ask(wanted.question());
                progress.all(SpendSheet.rows(answer));
                SpendSheet.write(answer, wanted.view(), heading(wanted, answer), file, progress::row);
            }
            case CHARGES -> {
                progress.all(charges.count(wanted.question()));
                CostResult answer = service.ask(wanted.question().alone().coarse());
                var sheet = new ChargeSheet(
                        file, heading(wanted, answer), !answer.exported().isEmpty());
                charges.each(wanted.question(), charge -> {
                    sheet.line(charge);
                    progress.row();
                });
                sheet.totals();
            }
        }
    }

    /** Everything that the figures share, in words. */
    Heading heading(SpendFile wanted, CostResult answer) {
        CostQuery question = wanted.question();
        boolean table = wanted.content() == SpendFile.Content.TABLE;
        var facts = new ArrayList<String>();
        facts.add(Formats.range(wanted.days()));
        facts.add(table ? question.cost().label() : "BilledCost and EffectiveCost");
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
        lines.add(SpendText.filters(question.filters(), new SpendNames(service)).orElse("No filters"));
        lines.add(answer.observedAt()
                        .map(at -> "Data as of " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return new Heading(table ? "Spend" : "Charges", wanted.about().title(), List.copyOf(lines));
    }
}
