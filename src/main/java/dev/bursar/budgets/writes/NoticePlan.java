package dev.bursar.budgets.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be written of a budget's notifications. None has an id: one that changes is updated whole and keeps its subscribers.
 *
 * @param before a whole notification as it is there, or with its subscribers where it goes; null where a new one comes
 * @param wanted a whole notification, or with subscribers where it is new; null where one goes
 */
record NoticePlan(@Nullable String before, @Nullable String wanted) {
    /**
     * @param written with their subscribers, as Bursar wrote them
     * @param ours whole notifications, as they should be
     * @param there whole notifications, as AWS has them
     */
    static List<NoticePlan> of(List<String> written, List<String> ours, List<String> there) {
        List<String> gone = written.stream()
                .filter(one -> !isAmong(one, ours) && isAmong(one, there))
                .toList();
        List<String> missing = ours.stream().filter(one -> !isAmong(one, there)).toList();
        var plan = new ArrayList<NoticePlan>();
        for (int i = 0; i < Math.max(gone.size(), missing.size()); i++) {
            if (i >= missing.size()) {
                plan.add(new NoticePlan(
                        BudgetJson.ordered(BudgetJson.read(gone.get(i))).toString(), null));
            } else if (i < gone.size()) {
                plan.add(new NoticePlan(BudgetJson.notification(gone.get(i)), missing.get(i)));
            } else {
                int at = i;
                subscribed(missing.get(at), written).ifPresent(wanted -> plan.add(new NoticePlan(null, wanted)));
            }
        }
        return List.copyOf(plan);
    }

    private static boolean isAmong(String one, List<String> others) {
        return others.stream().anyMatch(other -> BudgetJson.sameNotification(one, other));
    }

    /** With the subscribers that it had, or else those of another one. */
    private static Optional<String> subscribed(String notification, List<String> written) {
        return written.stream()
                .filter(one -> BudgetJson.sameNotification(one, notification))
                .findFirst()
                .or(() -> written.stream().findFirst())
                .map(one -> {
                    ObjectNode json = BudgetJson.JSON.createObjectNode();
                    json.set(BudgetJson.NOTIFICATION, BudgetJson.read(notification));
                    json.set(BudgetJson.SUBSCRIBERS, BudgetJson.read(one).path(BudgetJson.SUBSCRIBERS));
                    return BudgetJson.ordered(json).toString();
                });
    }
}
