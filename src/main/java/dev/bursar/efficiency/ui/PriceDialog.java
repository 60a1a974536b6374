package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.prices.Components;
import dev.bursar.efficiency.prices.MissingPrice;
import dev.bursar.efficiency.prices.PriceRefused;
import dev.bursar.efficiency.prices.TypedPrice;
import dev.bursar.efficiency.prices.TypedPrice.Draft;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import dev.bursar.efficiency.prices.TypedPriceService;
import dev.bursar.efficiency.text.PriceText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.StaleChoice;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** Asks for a price and what the instance type has. What can't be is said at its field, and nothing that was entered is lost. */
final class PriceDialog extends Dialog {
    private static final String HAS = "Instance size";
    private static final int LONGEST_TEXT = 60;
    private static final int LONGEST_NUMBER = 24;
    private static final int MOST_OFFERED = 6;
    private static final BigDecimal MOST_GPUS = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final TypedPriceService service;
    private final Runnable changed;
    private final Div conflict = new Div();
    private final TextField region = text("Region");
    private final Select<String> component = select("For", Components.ALL);
    private final TextField type = text("Instance type");
    private final TextField usd = number("On-Demand price per hour", "USD");
    private final TextField vcpus = number("vCPUs", "");
    private final TextField memory = number("Memory", "GiB");
    private final TextField gpus = number("GPUs", "");
    private final TextField gpuMemory = number("Memory of each GPU", "GiB");
    private final TextField gpu = text("GPU model");
    private final Select<String> architecture = select("Architecture", List.of("x86_64", "arm64"));
    private final Div place = new Div(pair(region, component), type);
    private final Div choice = new Div();
    private final Paragraph named = new Paragraph();
    private final NativeDetails specification = new NativeDetails(HAS);
    private int replaced;
    private boolean valid;

    /** @param changed told when a price was stored */
    PriceDialog(TypedPriceService service, Runnable changed) {
        this.service = service;
        this.changed = changed;
        setHeaderTitle("New price");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        region.setPlaceholder("eu-central-1");
        type.setPlaceholder("ml.g5.xlarge");
        usd.setPlaceholder("1.408");
        gpus.setValue("0");
        gpu.setPlaceholder("None");
        gpuMemory.setValue("0");
        architecture.setValue("x86_64");
        for (TextField required : List.of(region, type, usd, vcpus, memory, gpus)) {
            required.setRequiredIndicatorVisible(true);
        }
        place.addClassName("change-fields");
        named.addClassName("price-place");
        named.setVisible(false);
        choice.setVisible(false);
        specification.setContent(
                Styled.div("change-fields", pair(vcpus, memory), pair(gpus, gpuMemory), pair(gpu, architecture)));
        specification.addClassName("price-spec");
        specification.setOpen(true);
        add(Styled.div("change-fields", conflict, choice, named, place, usd, specification));
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save price", click -> save()));
    }

    /** Asks first which of the types without a price it is of, those of most workloads first; or another one. */
    PriceDialog among(List<MissingPrice> missing) {
        if (missing.isEmpty()) {
            return this;
        }
        List<Optional<MissingPrice>> offered = Stream.concat(
                        missing.stream().limit(MOST_OFFERED).map(Optional::of),
                        Stream.of(Optional.<MissingPrice>empty()))
                .toList();
        var which = new Select<Optional<MissingPrice>>();
        which.setLabel("Instance type without a price");
        which.setWidthFull();
        which.setItems(offered);
        which.setItemLabelGenerator(one -> one.map(PriceDialog::words).orElse("Another type"));
        which.addValueChangeListener(change -> change.getValue().ifPresentOrElse(this::of, this::another));
        which.setValue(offered.getFirst());
        choice.add(which);
        choice.setVisible(true);
        named.setVisible(false);
        return this;
    }

    private static String words(MissingPrice missing) {
        return missing.place().type() + ", " + PricesView.use(missing.place()) + ", "
                + Formats.count(missing.workloads(), "workload", "workloads");
    }

    private void another() {
        region.clear();
        type.clear();
        vcpus.clear();
        memory.clear();
        gpus.setValue("0");
        gpuMemory.setValue("0");
        gpu.clear();
        architecture.setValue("x86_64");
        place.setVisible(true);
        specification.setSummaryText(HAS);
        specification.setOpen(true);
    }

    /** Begins with what is missing; what is known of the type is folded. */
    PriceDialog of(MissingPrice missing) {
        another();
        place.setVisible(false);
        named.removeAll();
        named.add(new Span(missing.place().type() + ", " + PricesView.use(missing.place())));
        named.setVisible(!choice.isVisible());
        region.setValue(missing.place().region());
        component.setValue(missing.place().component());
        type.setValue(missing.place().type());
        Spec spec = missing.spec();
        if (spec != null) {
            vcpus.setValue(NumberText.write(spec.vcpus()));
            memory.setValue(NumberText.write(spec.memoryGib()));
            gpus.setValue(String.valueOf(spec.gpus()));
            gpuMemory.setValue(NumberText.write(spec.gpuMemoryGibEach()));
            gpu.setValue(spec.gpu() == null || spec.gpus() == 0 ? "" : spec.gpu());
            architecture.setValue("arm64".equals(spec.architecture()) ? "arm64" : "x86_64");
            specification.setOpen(spec.gpus() > 0 && gpu.getValue().isEmpty());
            specification.setSummaryText(HAS + ": "
                    + specification(
                            spec.vcpus(),
                            spec.memoryGib(),
                            spec.gpus(),
                            gpu.getValue(),
                            spec.gpuMemoryGibEach(),
                            architecture.getValue()));
        }
        return this;
    }

    /** Changes a price; what it is of stays. */
    PriceDialog of(TypedPrice price) {
        setHeaderTitle("Edit price");
        show(price);
        specification.setOpen(false);
        region.setReadOnly(true);
        component.setReadOnly(true);
        type.setReadOnly(true);
        return this;
    }

    private void show(TypedPrice price) {
        Draft what = price.what();
        replaced = price.id();
        region.setValue(what.place().region());
        component.setValue(what.place().component());
        type.setValue(what.place().type());
        usd.setValue(NumberText.write(what.usdPerHour()));
        vcpus.setValue(NumberText.write(what.vcpus()));
        memory.setValue(NumberText.write(what.memoryGib()));
        gpus.setValue(String.valueOf(what.gpus()));
        gpuMemory.setValue(NumberText.write(what.gpuMemoryGibEach()));
        gpu.setValue(what.gpu());
        architecture.setValue(what.architecture());
    }

    private static TextField text(String label) {
        var field = new TextField(label);
        field.setMaxLength(LONGEST_TEXT);
        field.setManualValidation(true);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return field;
    }

    private static TextField number(String label, String unit) {
        var field = text(label);
        field.setMaxLength(LONGEST_NUMBER);
        if (!unit.isEmpty()) {
            field.setSuffixComponent(new Span(unit));
        }
        return field;
    }

    private static Select<String> select(String label, List<String> items) {
        var select = new Select<String>();
        select.setLabel(label);
        select.setItems(items);
        select.setValue(items.getFirst());
        select.setManualValidation(true);
        select.addValueChangeListener(change -> select.setInvalid(false));
        return select;
    }

    private static Div pair(Component one, Component other) {
        var pair = new Div(one, other);
        pair.addClassName("price-pair");
        return pair;
    }

    private void save() {
        valid = true;
        var draft = new Draft(
                new Place(region.getValue(), component.getValue(), type.getValue()),
                read(usd, "Enter the price of an hour, such as 1.408.", Function.identity(), BigDecimal.ONE),
                read(vcpus, "Enter a number, such as 4.", BigDecimal::doubleValue, 1.0),
                read(memory, "Enter a number, such as 16.", BigDecimal::doubleValue, 1.0),
                whole(),
                gpuMemory.getValue().isBlank()
                        ? 0
                        : read(gpuMemory, "Enter a number, such as 24.", BigDecimal::doubleValue, 0.0),
                gpu.getValue(),
                architecture.getValue());
        if (!valid) {
            return;
        }
        boolean saved = UserAction.of(() -> service.save(replaced, draft))
                .on(PriceRefused.class, refused -> refuse(field(refused.field()), PriceText.refused(refused.why())))
                .stale(() -> stale(draft))
                .denied("You can no longer change prices. Nothing was saved.")
                .run();
        if (saved) {
            close();
            Notices.success("Price saved. Findings and proposals follow with the next run.");
            changed.run();
        }
    }

    private int whole() {
        return read(
                gpus,
                "Enter a whole number, 0 for none.",
                number -> number.stripTrailingZeros().scale() <= 0 && number.compareTo(MOST_GPUS) < 0
                        ? number.intValueExact()
                        : refused(gpus, "Enter a whole number, 0 for none.", 0),
                0);
    }

    private <N> N read(TextField field, String otherwise, Function<BigDecimal, N> made, N none) {
        NumberText text = NumberText.read(field.getValue(), otherwise);
        return text.number().map(made).orElseGet(() -> refused(field, text.problem(), none));
    }

    private <N> N refused(TextField field, String sentence, N none) {
        refuse(field, sentence);
        return none;
    }

    private <F extends HasValidation & Focusable<?>> void refuse(F field, String sentence) {
        valid = false;
        // a problem is never hidden in what is folded or was chosen above
        if (field == region || field == component || field == type) {
            place.setVisible(true);
        } else if (field != usd) {
            specification.setOpen(true);
        }
        DismissDialog.refuse(field, sentence);
    }

    private TextField field(PriceRefused.Field field) {
        return switch (field) {
            case REGION, COMPONENT -> region;
            case TYPE -> type;
            case USD -> usd;
            case VCPUS -> vcpus;
            case MEMORY -> memory;
            case GPUS -> gpus;
            case GPU_MEMORY -> gpuMemory;
            case GPU, ARCHITECTURE -> gpu;
        };
    }

    private void stale(Draft yours) {
        UserAction.of(() -> {
                    Optional<TypedPrice> theirs = service.find(yours.place());
                    conflict.removeAll();
                    conflict.add(new StaleChoice(
                            "price",
                            theirs.map(one -> words(one.what())),
                            words(yours),
                            () -> {
                                theirs.ifPresentOrElse(this::show, this::leave);
                                conflict.removeAll();
                            },
                            () -> {
                                replaced = theirs.map(TypedPrice::id).orElse(0);
                                conflict.removeAll();
                            }));
                })
                .run();
    }

    private void leave() {
        close();
        changed.run();
    }

    /** {@code $1.408 an hour; 4 vCPUs, 16 GiB, 1 × NVIDIA A10G with 24 GiB, x86_64.} */
    static String words(Draft draft) {
        return exact(draft.usdPerHour()) + " an hour; " + specification(draft) + ".";
    }

    /** {@code $1.408}, {@code $0.20}: every digit, because it was typed. */
    static String exact(BigDecimal usd) {
        BigDecimal digits = usd.stripTrailingZeros();
        return "$" + (digits.scale() < 2 ? digits.setScale(2) : digits).toPlainString();
    }

    /** {@code 4 vCPUs, 16 GiB, 1 × NVIDIA A10G with 24 GiB, x86_64}. */
    static String specification(Draft draft) {
        return specification(
                draft.vcpus(),
                draft.memoryGib(),
                draft.gpus(),
                draft.gpu(),
                draft.gpuMemoryGibEach(),
                draft.architecture());
    }

    private static String specification(
            double vcpus, double memory, int gpus, String gpu, double gpuMemory, String architecture) {
        return EfficiencyText.number(vcpus)
                + (vcpus == 1 ? " vCPU, " : " vCPUs, ")
                + EfficiencyText.number(memory) + " GiB, "
                + (gpus == 0
                        ? "no GPU"
                        : gpus + " \u00D7 " + gpu + " with " + EfficiencyText.number(gpuMemory) + " GiB")
                + ", " + architecture;
    }
}
