package dev.bursar.causes.ui;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FirstUse;
import module java.base;

/**
 * What pages about changes show before the first costs are read: the same as Spend.
 *
 * @param read how far the first read is
 */
record NoCostsYet(FirstRead read, boolean admin, boolean seesSync) {
    static NoCostsYet of(Scope scope, Readings readings) {
        boolean admin = scope.has(Role.ADMIN);
        boolean seesSync = admin || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        return new NoCostsYet(readings.first(), admin, seesSync);
    }

    EmptyState state(Consumer<String> navigate) {
        return FirstUse.nothingRead(
                admin ? Optional.of(SetupLinks.SET_UP) : Optional.empty(),
                admin ? Optional.of(SpendLinks.IMPORTS) : Optional.empty(),
                seesSync ? Optional.of(SyncLinks.SYNC) : Optional.empty(),
                read.running(),
                FirstReadText.words(read),
                navigate);
    }
}
