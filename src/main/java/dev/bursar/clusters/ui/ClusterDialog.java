package dev.bursar.clusters.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.clusters.ClusterMonth.OfCluster;
import dev.bursar.clusters.ClusterService;
import dev.bursar.ownership.text.MovesPreview;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Whose tags decide who pays for a cluster, from a month on; what that moves is shown in money before it is saved. */
final class ClusterDialog extends Dialog {
    private final String cluster;
    private final ClusterService service;
    private final List<YearMonth> months;
    private final Select<YearMonth> from = new Select<>();
    private final RadioButtonGroup<Boolean> split = new RadioButtonGroup<>("Who pays");
    private final RadioButtonGroup<Idle> idle = new RadioButtonGroup<>("Idle costs");
    private final MovesPreview preview;

    /** @param save is told what was chosen */
    ClusterDialog(OfCluster cluster, ClusterService service, Workers workers, Consumer<Choice> save) {
        this.cluster = cluster.key();
        this.service = service;
        months = service.months();
        preview = new MovesPreview(workers);
        setHeaderTitle("Split " + ClusterText.name(cluster.name()));
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        setWidth("560px");
        from.setLabel("From");
        from.setItems(months);
        from.setItemLabelGenerator(Formats::month);
        split.setItems(true, false);
        split.setItemLabelGenerator(byPods -> byPods ? "The pods\u2019 teams" : "The nodes\u2019 owner, for all of it");
        idle.setItems(Idle.values());
        idle.setItemLabelGenerator(one ->
                one == Idle.PODS ? "The pods\u2019 teams, in proportion, as AWS splits them" : "The nodes\u2019 owner");
        from.setValue(months.stream().skip(1).findFirst().orElse(months.getFirst()));
        split.setValue(true);
        idle.setValue(cluster.choice().map(Choice::idle).orElse(Idle.PODS));
        from.addValueChangeListener(change -> preview());
        split.addValueChangeListener(change -> preview());
        idle.addValueChangeListener(change -> preview());
        add(Styled.div(
                "change-fields",
                new Paragraph(
                        "A pod belongs to the team that its tags name, or else its node\u2019s tags. Only teams\u2019"
                                + " sums change, not those of accounts and services."),
                split,
                idle,
                from,
                preview));
        getFooter()
                .add(
                        Buttons.neutral("Cancel", click -> close()),
                        Buttons.primary("Save", click -> save.accept(chosen())));
        addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                preview();
            }
        });
    }

    private Choice chosen() {
        return new Choice(cluster, from.getValue().atDay(1), split.getValue(), idle.getValue());
    }

    private void preview() {
        idle.setVisible(split.getValue());
        preview.clear();
        Choice choice = chosen();
        LocalDate first = choice.from();
        List<YearMonth> asked = months.stream()
                .skip(1)
                .filter(month -> !month.atDay(1).isBefore(first))
                .toList();
        if (asked.isEmpty()) {
            preview.say("Costs from " + Formats.month(from.getValue()) + " on haven\u2019t been read yet.");
            return;
        }
        preview.of(new MovesPreview.Question(
                asked, service.teams(), month -> service.preview(choice, month), leftOut -> ""));
    }
}
