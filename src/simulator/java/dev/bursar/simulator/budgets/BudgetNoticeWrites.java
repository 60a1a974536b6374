package dev.bursar.simulator.budgets;

import dev.bursar.simulator.budgets.StoredBudget.Notice;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a budget's notifications and their subscribers. A notification has no id, so each request says the whole one. */
final class BudgetNoticeWrites {
    /** One operation on one budget. */
    @FunctionalInterface
    interface Write {
        void to(StoredBudget stored, ObjectNode request);
    }

    void create(StoredBudget stored, ObjectNode request) {
        add(stored, request.path("Notification"), Json.list(request, "Subscribers"));
    }

    static void add(StoredBudget stored, JsonNode notification, List<JsonNode> subscribers) {
        if (!(notification instanceof ObjectNode object)) {
            throw Json.missing("Notification");
        }
        BudgetChecks.notice(stored, object, subscribers);
        stored.notices().add(new Notice(object.deepCopy(), List.copyOf(subscribers)));
    }

    /** It keeps its subscribers. */
    void update(StoredBudget stored, ObjectNode request) {
        var old = found(stored, request.path("OldNotification"));
        if (!(request.path("NewNotification") instanceof ObjectNode wanted)) {
            throw Json.missing("NewNotification");
        }
        BudgetChecks.changedNotice(stored, old, wanted);
        replace(stored, old, new Notice(wanted.deepCopy(), old.subscribers()));
    }

    void delete(StoredBudget stored, ObjectNode request) {
        stored.notices().remove(found(stored, request.path("Notification")));
    }

    void createSubscriber(StoredBudget stored, ObjectNode request) {
        var old = found(stored, request.path("Notification"));
        var subscribers = new ArrayList<>(old.subscribers());
        subscribers.add(request.path("Subscriber"));
        subscribed(stored, old, subscribers);
    }

    void updateSubscriber(StoredBudget stored, ObjectNode request) {
        var old = found(stored, request.path("Notification"));
        var subscribers = new ArrayList<>(old.subscribers());
        subscribers.set(place(subscribers, request.path("OldSubscriber")), request.path("NewSubscriber"));
        subscribed(stored, old, subscribers);
    }

    void deleteSubscriber(StoredBudget stored, ObjectNode request) {
        var old = found(stored, request.path("Notification"));
        var subscribers = new ArrayList<>(old.subscribers());
        subscribers.remove(place(subscribers, request.path("Subscriber")));
        subscribed(stored, old, subscribers);
    }

    private static void subscribed(StoredBudget stored, Notice old, List<JsonNode> subscribers) {
        if (subscribers.stream().distinct().count() < subscribers.size()) {
            throw AwsRefusal.of("DuplicateRecordException", "Unable to create subscriber - it already exists.");
        }
        BudgetChecks.subscribers(subscribers);
        replace(stored, old, new Notice(old.notification(), List.copyOf(subscribers)));
    }

    private static int place(List<JsonNode> subscribers, JsonNode asked) {
        var place = subscribers.indexOf(asked);
        if (place < 0) {
            throw AwsRefusal.of("NotFoundException", "Unable to get the subscriber - it doesn't exist.");
        }
        return place;
    }

    private static void replace(StoredBudget stored, Notice old, Notice other) {
        stored.notices().set(stored.notices().indexOf(old), other);
    }

    static Notice found(StoredBudget stored, JsonNode asked) {
        return stored.notices().stream()
                .filter(one -> one.is(asked))
                .findFirst()
                .orElseThrow(
                        () -> AwsRefusal.of("NotFoundException", "Unable to get the notification - it doesn't exist."));
    }
}
