package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.list.Choices;
import dev.bursar.list.Filter;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * A page that shows a list: its address says what, each choice opens another address, and what an address asks for that there isn't is said.
 * Rows are asked for when they differ from those shown or the same address is opened again, the details of a row each time.
 *
 * @param <P> what is loaded
 */
public abstract class ListPage<P> extends Div implements AfterNavigationObserver {
    private final ListAddress address;
    private final Skeleton reading;
    private final Clock clock;
    private final AddressNotice notice = new AddressNotice();
    private final PageWork panelWork;
    private final FilterBar filters = new FilterBar(List.of(), this::filtered);
    private final LoadedPart<P> content;
    /** What shows in a control what the address says, by the setting that it chooses. */
    private final Map<Setting<?>, Runnable> controls = new HashMap<>();

    /** What says in a drop-down how many rows there are of each choice, by the setting that it chooses. */
    private final Map<Setting<?>, Consumer<Choices>> counted = new HashMap<>();

    private volatile ListState state;
    private @Nullable ListState loaded;
    private List<String> ignored = List.of();
    private Runnable panel = () -> {};
    private Runnable withheld = () -> {};
    private boolean loadsAll;
    private @Nullable P all;
    private @Nullable ListGrid<?, ?> table;

    /** @param reading shown while rows are read */
    protected ListPage(ListAddress address, Skeleton reading, Workers workers, Clock clock) {
        this.address = address;
        this.reading = reading;
        this.clock = clock;
        state = address.usual();
        panelWork = new PageWork(this, workers);
        filters.setVisible(false);
        content = new LoadedPart<>(workers, clock, () -> load(state), found -> {
            table = null;
            all = loadsAll ? found : null;
            Component rows = shown(found);
            if (!address.dimensions().all().isEmpty()) {
                filters.filters(state.filters());
            }
            controls.values().forEach(Runnable::run);
            return rows;
        });
        content.onFailure(() -> filters.setVisible(false));
    }

    /** Asks the services; off the page's thread, as the person. */
    protected abstract P load(ListState asked);

    /** What is shown of the answer: rows, or why there are none. */
    protected abstract Component shown(P found);

    /** Shows in controls of the page's own what the address says. */
    protected void chosen() {}

    /** Says that what is loaded doesn't depend on the address: another choice shows it otherwise, and asks nothing. */
    protected final void loadsAll() {
        loadsAll = true;
    }

    /** Is called before rows are asked for that aren't shown yet. */
    protected void asking() {
        withheld.run();
    }

    /** Takes away what is offered of rows, such as their export, while others are asked for. */
    protected final void whileAsking(Runnable withhold) {
        withheld = withhold;
    }

    /** A drop-down whose choice opens another address, of one of these or all. */
    protected final <T> DropDown<Optional<T>> choice(
            String name, Setting<Optional<T>> setting, Stream<T> items, Function<T, String> words) {
        return choiceOrNone(name, setting, items, one -> one.map(words).orElse("All"));
    }

    /** @param words of a choice and of none */
    protected final <T> DropDown<Optional<T>> choiceOrNone(
            String name, Setting<Optional<T>> setting, Stream<T> items, Function<Optional<T>, String> words) {
        DropDown<Optional<T>> control = choice(name, setting, DropDown.orNone(items), words);
        counted.put(setting, choices -> control.counts(one -> choices.count(setting, one)));
        return control;
    }

    /** Offers in filters what there is to choose, and says in drop-downs how many rows there are of each choice. */
    protected final void offer(Choices choices) {
        filters.dimensions(address.dimensions().all().stream()
                .map(filter -> FilterDimension.of(filter, choices.of(filter)))
                .toList());
        counted.forEach((setting, counts) -> {
            if (choices.counts(setting)) {
                counts.accept(choices);
            }
        });
    }

    /** The same of these alone. */
    protected final <T> DropDown<T> choice(String name, Setting<T> setting, List<T> items, Function<T, String> words) {
        return following(setting, new DropDown<>(name, items, words, one -> open(state.with(setting, one))));
    }

    /** A check box that opens another address. */
    protected final Toggle toggle(String words, Setting<Boolean> setting) {
        return following(setting, new Toggle(words, on -> open(state.with(setting, on))));
    }

    private <T, C extends HasValue<?, T>> C following(Setting<T> setting, C control) {
        controls.put(setting, () -> control.setValue(state.get(setting)));
        control.setValue(state.get(setting));
        return control;
    }

    protected final Instant now() {
        return clock.instant();
    }

    protected final LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    protected final ListState state() {
        return state;
    }

    protected final FilterBar filters() {
        return filters;
    }

    protected final LoadedPart<P> content() {
        return content;
    }

    /** Closes the details of a row. */
    protected final void close() {
        open(state.rows());
    }

    /**
     * The list with room for the details of one of its rows beside it.
     *
     * @param opened where the address names the row
     * @param ask asks a service for the details; off the page's thread, as the person
     * @param title of the panel where there is no such row that the person may see, and the sentence below it
     */
    protected final <K, D> DetailLayout withDetails(
            Setting<Optional<K>> opened,
            Function<K, Optional<D>> ask,
            Function<D, DetailPanel> details,
            String title,
            String sentence,
            Component... list) {
        var beside = new DetailLayout(this::close, list);
        panel = () -> {
            Optional<K> row = state.get(opened);
            if (table != null) {
                table.current(row.orElse(null));
            }
            row.ifPresentOrElse(
                    key -> beside.show(
                            panelWork,
                            () -> ask.apply(key),
                            found -> found.map(details)
                                    .orElseGet(() -> DetailPanel.missing(title, sentence, this::close))),
                    () -> beside.setDetail(null));
        };
        return beside;
    }

    /** The table that is shown from now on; the row whose details are open is marked. */
    final void table(ListGrid<?, ?> shown, @Nullable Object open) {
        table = shown;
        shown.current(open);
    }

    @Override
    public final void afterNavigation(AfterNavigationEvent event) {
        ListAddress.Read read =
                address.read(event.getLocation().getQueryParameters().getParameters());
        ListState before = state;
        state = read.state();
        ignored = read.ignored();
        notice.tell(ignored);
        controls.values().forEach(Runnable::run);
        chosen();
        if (!state.sameRows(loaded) && all != null) {
            loaded = state;
            content.answer(all);
        } else if (!state.sameRows(loaded)) {
            ask();
        } else if (state.equals(before)) {
            content.reload(); // the same link again
        }
        showPanel();
    }

    private void ask() {
        loaded = state;
        asking();
        content.load(reading);
    }

    /** Shows this instead of what the address asked for, and says why. */
    protected final void instead(ListState other, String why) {
        var sentences = new ArrayList<>(ignored);
        sentences.add(why);
        notice.tell(sentences);
        state = other;
        loaded = other;
    }

    /** Asks again for the same rows, and shows what is read meanwhile. */
    protected final void again() {
        ask();
        showPanel();
    }

    /** Asks for the same again and keeps what is shown until the answer is there. */
    protected final void refresh() {
        content.reload();
        showPanel();
    }

    private void showPanel() {
        panelWork.forget();
        panel.run();
    }

    protected final void open(ListState other) {
        getUI().ifPresent(ui -> ui.navigate(getClass(), new QueryParameters(other.parameters())));
    }

    protected final void go(String other) {
        getUI().ifPresent(ui -> ui.navigate(other));
    }

    private void filtered(List<Filter> chips) {
        Optional<String> wrong = address.dimensions().wrong(chips);
        if (wrong.isPresent()) {
            Notices.warning("The filter was not applied: " + wrong.get() + ".");
            filters.filters(state.filters());
        } else {
            open(state.filtered(chips));
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        panelWork.forget();
    }

    /** A list with the details of one of its rows beside it; on narrow screens they lie over the page. Escape closes them. */
    public static final class DetailLayout extends MasterDetailLayout {
        /** @param close asked when the person presses Escape within the details or clicks beside them */
        public DetailLayout(Runnable close, Component... list) {
            var master = Styled.div("detail-master", list);
            addClassName("detail-layout");
            setMaster(master);
            setMasterSize("min(520px, 100%)");
            setExpandMaster(true);
            setDetailSize("436px");
            setOverlayContainment(OverlayContainment.PAGE);
            addDetailEscapePressListener(escape -> close.run());
            addBackdropClickListener(click -> close.run());
        }

        /** Asks for the details of a row and shows them, with the focus on their title; what went wrong is said in a notice. */
        public <T> void show(PageWork work, Supplier<T> details, Function<T, DetailPanel> panel) {
            work.ask(
                    details,
                    found -> {
                        DetailPanel shown = panel.apply(found);
                        setDetail(shown);
                        shown.focusTitle();
                    },
                    problem -> {
                        setDetail(null);
                        if (!(problem instanceof AccessDeniedException)) {
                            Notices.failure(Reference.of(problem));
                        }
                    });
        }
    }
}
