package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.cost.ResourceCostPrice;
import dev.bursar.efficiency.cost.ResourceCostService.State;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.sync.daily.PaidReadings;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.SwitchSection;
import dev.bursar.ui.SwitchSection.Turn;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Where no export names resources: what Cost Explorer would say, what that costs, and the switch for it. */
final class ResourceCostSection {
    private ResourceCostSection() {}

    /** @param changed told after it was turned on or off */
    static SwitchSection of(PaidReadings readings, State state, boolean admin, Runnable changed) {
        DailyReadings.State reading = state.reading();
        var section = new SwitchSection("Costs by resource from Cost Explorer", reading.enabled())
                .standing(reading.enabled() ? standing(state) : offer(state), false)
                .problem(ProblemText.both(reading.problem()));
        return admin
                ? section.turns(
                        "Turn on, about " + Formats.money(state.price().monthUsd(), EfficiencyText.USD) + " a month",
                        new Turn(
                                () -> readings.turnOn(EfficiencyJobs.RESOURCE_COSTS),
                                "Turned on. Bursar reads the last 14 days now; the Sync page shows how far it is."),
                        new Turn(
                                () -> readings.turnOff(EfficiencyJobs.RESOURCE_COSTS),
                                "Bursar no longer asks Cost Explorer. It keeps what it has read until that is out of date."),
                        changed)
                : section;
    }

    private static String offer(State state) {
        ResourceCostPrice price = state.price();
        return "No charge file names resources, so costs of workloads are list price \u00D7 measured hours. Cost"
                + " Explorer knows what SageMaker and EC2 charged for each resource in the last 14 days. AWS bills $0.01 a"
                + " page: about "
                + Formats.money(price.firstUsd(), EfficiencyText.USD) + " for the first read, then about "
                + Formats.money(price.monthUsd(), EfficiencyText.USD)
                + " a month, within the caps.";
    }

    private static String standing(State state) {
        if (!state.needed()) {
            return "Charge files name resources, so Cost Explorer is not asked.";
        }
        Instant askedAt = state.reading().askedAt();
        return (state.first() == null || state.last() == null
                        ? "Not read yet."
                        : "Read once a day: " + Formats.range(LocalDateRange.ofClosed(state.first(), state.last()))
                                + ".")
                + (askedAt == null ? "" : " Last asked " + Formats.moment(askedAt) + ".")
                + " A day counts once it is complete, a day after it has ended. AWS bills about "
                + Formats.money(state.price().monthUsd(), EfficiencyText.USD) + " a month.";
    }
}
