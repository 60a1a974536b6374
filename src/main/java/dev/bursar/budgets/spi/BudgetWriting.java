package dev.bursar.budgets.spi;

import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Reads and writes AWS's budgets one by one, by the place's role, as JSON with AWS's members: what this program doesn't know isn't lost on
 * the way. Requests are free and metered; one that writes is sent again only where AWS says that it did nothing.
 */
public interface BudgetWriting {
    /** Of a budget that has members which this program doesn't know, at any depth: an update could lose them. */
    String UNKNOWN_MEMBER = "UnknownMember";

    /** A budget with all of its members; empty where there is none of that name. */
    Optional<String> budget(Place place, String name, RequestMeter meter);

    /** Members of a budget that this program doesn't know, at any depth; in order. */
    List<String> unknownMembers(String budget);

    /** Each notification with its subscribers: {@code {"Notification": …, "Subscribers": […]}}. Empty where there is no such budget. */
    List<String> notices(Place place, String name, RequestMeter meter);

    /** @param wanted {@code {"Budget": …, "NotificationsWithSubscribers": […]}} */
    Outcome create(Place place, String wanted, RequestMeter meter);

    /**
     * Reads a budget and writes it back at once.
     *
     * @param change makes the budget that is written of the one that is there; empty where it is left alone, because it isn't what it was
     */
    Outcome update(Place place, String name, UnaryOperator<Optional<String>> change, RequestMeter meter);

    Outcome delete(Place place, String name, RequestMeter meter);

    /** @param wanted with its subscribers, as {@link #notices} has them */
    Outcome createNotice(Place place, String name, String wanted, RequestMeter meter);

    /** Changes a notification, which keeps its subscribers; both whole, without subscribers. */
    Outcome changeNotice(Place place, String name, String old, String wanted, RequestMeter meter);

    /** @param notification whole, without subscribers */
    Outcome deleteNotice(Place place, String name, String notification, RequestMeter meter);
}
