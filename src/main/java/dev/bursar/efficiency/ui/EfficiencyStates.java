package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.button.Button;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.list.ListState;
import dev.bursar.setup.SetupLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Looked;
import java.util.List;
import java.util.function.Consumer;

/** What the Efficiency page says where there are no rows: nothing read, nothing judged, read in part, nothing there, or nothing that matches. */
record EfficiencyStates(
        ListState list, boolean admin, boolean seesSync, Consumer<ListState> open, Consumer<String> go) {
    /** @param asked what rows are narrowed by, in words */
    EmptyState of(Page page, List<String> asked) {
        if (page.readAt().isEmpty() && page.judgedAt().isEmpty()) {
            return next(EmptyState.notRead(
                    "Workloads have not been read yet",
                    "Bursar reads SageMaker and EC2 GPU workloads every 8 hours, with the job Read machine learning"
                            + " workloads. Without access to member accounts it reads only its own account."));
        }
        if (page.judgedAt().isEmpty()) {
            return next(EmptyState.notRead(
                    "Workloads have not been evaluated yet",
                    "Workloads have been read. Their use and cost appear here when metrics and prices have"
                            + " been read."));
        }
        if (WorkloadList.narrowed(list)) {
            var state = EmptyState.noMatch(
                            "No workloads match these filters", "Narrowed by: " + String.join("; ", asked) + ".")
                    .actions(Buttons.primary("Clear filters", click -> open.accept(WorkloadList.all(list))));
            return list.isUsual(WorkloadList.STATE)
                    ? state
                    : state.actions(
                            Buttons.neutral("Show all states", click -> open.accept(list.without(WorkloadList.STATE))));
        }
        int accounts = page.unread().accounts();
        int unread = page.unread().unread().size();
        String found = admin || seesSync
                ? "No endpoint, notebook, app, job or EC2 GPU instance was found"
                : "No workload of your teams was found";
        var state = EmptyState.nothingFound(
                "No machine learning workloads",
                Looked.in(accounts, unread, Formats.count(accounts, "account", "accounts"), page.judgedAt())
                        .after(page.readAt()),
                found + " there.");
        return state.isAllClear() ? state : next(state);
    }

    private EmptyState next(EmptyState state) {
        if (admin) {
            state.actions(
                    Buttons.primary("Go to Sync", click -> go.accept(SyncLinks.SYNC)),
                    Buttons.neutral("Give access to accounts", click -> go.accept(SetupLinks.REACH)));
        } else if (seesSync) {
            Button sync = Buttons.neutral("Go to Sync", click -> go.accept(SyncLinks.SYNC));
            state.actions(sync);
        }
        return state;
    }
}
