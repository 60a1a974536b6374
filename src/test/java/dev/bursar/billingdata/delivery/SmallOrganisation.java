package dev.bursar.billingdata.delivery;

import dev.bursar.simulator.organisation.Edit;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;

/** Two accounts of the seeded organisation, with some 250 lines a day in exports: enough where it isn't asked what lines there are. */
final class SmallOrganisation {
    private static final LocalDate END = LocalDate.parse("2031-01-01");
    /** Those that {@link Organisation#restate} changes. */
    private static final Set<String> ACCOUNTS = Set.of("210987654321", "432109876543");

    /** Lines of an export's file, of which a day then makes three. */
    static final int ROWS = 100;

    private SmallOrganisation() {}

    static Organisation opened(Clock clock, String day) {
        var organisation = Organisation.seeded(7, clock, LocalDate.parse(day));
        reduce(organisation);
        return organisation;
    }

    /** Leaves the two accounts, until it is undone. */
    static Edit reduce(Organisation organisation) {
        return organisation.edit(
                LocalDate.EPOCH,
                END,
                lines -> lines.stream()
                        .filter(line -> ACCOUNTS.contains(line.cell().account()))
                        .toList());
    }
}
