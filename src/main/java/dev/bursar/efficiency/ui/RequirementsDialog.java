package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.efficiency.proposals.ProposalService;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.proposals.TargetRefused;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.StaleChoice;
import dev.bursar.ui.UserAction;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Asks what a workload must meet. What can't be is said at its field, and nothing that was entered is lost. */
final class RequirementsDialog extends Dialog {
    private static final int LONGEST = 20;

    private final ProposalService service;
    private final long workload;
    private final Runnable changed;
    private final Div conflict = new Div();
    private final TextField latency = field("Latency of 99% of answers", "ms");
    private final TextField cpu = field("CPU headroom", "%");
    private final TextField memory = field("Memory headroom", "%");
    private final TextField gpu = field("GPU headroom", "%");
    private final TextField rate = field("Headroom for requests", "%");
    private final TextField budget = field("Budget a month", "USD");
    private final Checkbox architectures = new Checkbox("Also runs on the other processor architecture");
    private Target stored;
    private boolean valid;

    /** @param gpus whether it runs on GPUs */
    RequirementsDialog(ProposalService service, long workload, Target stored, boolean gpus, Runnable changed) {
        this.service = service;
        this.workload = workload;
        this.stored = stored;
        this.changed = changed;
        setHeaderTitle("Set requirements");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        latency.setHelperText("Leave it empty where no latency is required.");
        rate.setHelperText("Kept free above the highest rate of requests.");
        budget.setHelperText("Leave it empty for none.");
        architectures.setHelperText("Container and model are built for x86_64 and for arm64.");
        gpu.setVisible(gpus);
        var fields = new Div(conflict, latency, cpu, memory, gpu, rate, budget, architectures);
        fields.addClassName("change-fields");
        add(fields);
        getFooter()
                .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Set requirements", click -> save()));
        show(stored);
    }

    private static TextField field(String label, String unit) {
        var field = new TextField(label);
        field.setSuffixComponent(new Span(unit));
        field.setMaxLength(LONGEST);
        field.setManualValidation(true);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return field;
    }

    private void show(Target target) {
        stored = target;
        latency.setValue(target.latencyMs() == null ? "" : plain(BigDecimal.valueOf(target.latencyMs())));
        cpu.setValue(percent(target.cpuHeadroom()));
        memory.setValue(percent(target.memoryHeadroom()));
        gpu.setValue(percent(target.gpuHeadroom()));
        rate.setValue(percent(target.rateHeadroom()));
        budget.setValue(
                target.budgetUsd() == null
                        ? ""
                        : Formats.money(target.budgetUsd(), EfficiencyText.USD).replace("$", ""));
        architectures.setValue(target.anyArchitecture());
    }

    private static String percent(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private void save() {
        valid = true;
        @Nullable BigDecimal usd = amount();
        @Nullable Double milliseconds = latency.getValue().isBlank() ? null : number(latency, "Enter milliseconds.");
        var draft = new Target(
                stored.version(),
                milliseconds,
                share(cpu),
                share(memory),
                share(gpu),
                share(rate),
                usd,
                architectures.getValue());
        if (!valid) {
            return;
        }
        boolean saved = UserAction.of(() -> service.set(workload, draft))
                .on(TargetRefused.class, this::refused)
                .stale(() -> stale(draft))
                .denied("You can no longer change the requirements of this workload. Nothing was saved.")
                .run();
        if (saved) {
            close();
            Notices.success("Requirements set. Findings and proposals follow with the next run.");
            changed.run();
        }
    }

    private @Nullable BigDecimal amount() {
        if (budget.getValue().isBlank()) {
            return null;
        }
        AmountText amount = AmountText.read(budget.getValue(), EfficiencyText.USD);
        if (amount.amount().isEmpty()) {
            refuse(budget, amount.problem());
        }
        return amount.amount().orElse(null);
    }

    private double share(TextField field) {
        @Nullable Double percent = number(field, "Enter a percentage, such as 20.");
        return percent == null ? 0 : percent / 100;
    }

    private @Nullable Double number(TextField field, String otherwise) {
        NumberText number = NumberText.read(field.getValue().replace("%", ""), otherwise);
        if (number.number().isEmpty()) {
            refuse(field, number.problem());
        }
        return number.number().map(BigDecimal::doubleValue).orElse(null);
    }

    private void refuse(TextField field, String sentence) {
        valid = false;
        DismissDialog.refuse(field, sentence);
    }

    private void refused(TargetRefused refused) {
        switch (refused.field()) {
            case LATENCY -> refuse(latency, "Enter milliseconds between 1 and 3,600,000, or leave it empty.");
            case HEADROOM -> {
                for (TextField field : new TextField[] {cpu, memory, gpu, rate}) {
                    if (share(field) > 2) {
                        refuse(field, "Enter a headroom between 0 and 200%.");
                    }
                }
            }
            case BUDGET -> refuse(budget, "Enter an amount above 0, or leave it empty.");
        }
    }

    private void stale(Target yours) {
        UserAction.of(() -> {
                    Target theirs = service.target(workload);
                    conflict.removeAll();
                    conflict.add(new StaleChoice(
                            "set of requirements",
                            Optional.of(words(theirs)),
                            words(yours),
                            () -> {
                                show(theirs);
                                conflict.removeAll();
                            },
                            () -> {
                                stored = theirs;
                                conflict.removeAll();
                            }));
                })
                .run();
    }

    /** {@code Latency 100 ms; headroom: CPU 20%, memory 20%, GPU 20%, requests 20%; no budget; stays on its processor architecture.} */
    static String words(Target target) {
        return String.format(
                Locale.ROOT,
                "Latency %s; headroom: CPU %s%%, memory %s%%, GPU %s%%, requests %s%%; %s; %s.",
                target.latencyMs() == null ? "not required" : EfficiencyText.number(target.latencyMs()) + " ms",
                percent(target.cpuHeadroom()),
                percent(target.memoryHeadroom()),
                percent(target.gpuHeadroom()),
                percent(target.rateHeadroom()),
                target.budgetUsd() == null
                        ? "no budget"
                        : "budget " + Formats.money(target.budgetUsd(), EfficiencyText.USD) + " a month",
                target.anyArchitecture()
                        ? "runs on either processor architecture"
                        : "stays on its processor architecture");
    }
}
