package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.PageWork;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Shows how far the first read of costs is, until the page has something to show. */
final class FirstCosts {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final PageWork work;
    private final Scope scope;
    private final Readings readings;
    private final BooleanSupplier there;
    private final Runnable arrived;
    private final Consumer<Component> show;
    private final Consumer<RuntimeException> failed;
    private final boolean seesSync;

    /**
     * @param there whether the page has something to show
     * @param arrived what is done then
     * @param show shows what stands in the page meanwhile
     */
    FirstCosts(
            PageWork work,
            Scope scope,
            Readings readings,
            BooleanSupplier there,
            Runnable arrived,
            Consumer<Component> show,
            Consumer<RuntimeException> failed) {
        this.work = work;
        this.scope = scope;
        this.readings = readings;
        this.there = there;
        this.arrived = arrived;
        this.show = show;
        this.failed = failed;
        seesSync = scope.has(Role.ADMIN) || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
    }

    /** Whether costs are there now, and how far the first read is. */
    private record Awaited(boolean there, FirstRead read) {}

    void await() {
        look(Duration.ZERO, null);
    }

    private Awaited awaited() {
        return there.getAsBoolean() ? new Awaited(true, FirstRead.NOT_STARTED) : new Awaited(false, readings.first());
    }

    private void look(Duration pause, @Nullable Awaited before) {
        work.askAfter(
                pause,
                this::awaited,
                read -> {
                    if (read.there()) {
                        arrived.run();
                        return;
                    }
                    if (!read.equals(before)) {
                        show.accept(state(read.read()));
                    }
                    look(LOOK_AGAIN, read);
                },
                failed);
    }

    private Component state(FirstRead read) {
        return FirstUse.nothingRead(
                scope.has(Role.ADMIN) ? Optional.of(SetupLinks.SET_UP) : Optional.empty(),
                scope.has(Role.ADMIN) ? Optional.of(SpendLinks.IMPORTS) : Optional.empty(),
                seesSync ? Optional.of(SyncLinks.SYNC) : Optional.empty(),
                read.running(),
                FirstReadText.words(read),
                address -> UI.getCurrent().navigate(address));
    }
}
