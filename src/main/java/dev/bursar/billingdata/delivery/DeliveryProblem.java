package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.Problem;
import org.jspecify.annotations.Nullable;

/** What is wrong with exports, their deliveries and what they are reduced with. */
sealed interface DeliveryProblem extends Problem.Fact {
    record NoExport(String place) implements DeliveryProblem {}

    record TooManyFolders(int most, String place) implements DeliveryProblem {}

    /** @param file what the manifest of the period lists */
    record FileMissing(String period, String file) implements DeliveryProblem {}

    /** AWS writes it anew while it is read. */
    record BeingDelivered(String period, String export, String file) implements DeliveryProblem {}

    /** @param what what another export holds already, as it is stored */
    record Elsewhere(String what) implements DeliveryProblem {}

    record Rejected(String period, String export, ChargeFileRefused refused) implements DeliveryProblem {}

    /** @param full null where the disk has room */
    record NotStored(@Nullable DiskFull full) implements DeliveryProblem {}

    record EngineFailed(EngineFailure.Fact fact, String period) implements DeliveryProblem {}

    record EngineNotSetUp(EngineName engine) implements DeliveryProblem {}

    /** Of lines that somebody wanted to see. */
    sealed interface OfLines extends DeliveryProblem {
        record DeliveredAgain(String period) implements OfLines {}

        record DeliveryGone(String period, String export) implements OfLines {}

        record TooManyCharges(int most) implements OfLines {}

        record Rejected(ChargeFileRefused refused) implements OfLines {}

        record NotStored() implements OfLines {}

        record EngineFailed(EngineFailure.Fact fact, String period) implements OfLines {}
    }

    @Override
    default Said said() {
        return DeliveryProblemText.said(this);
    }
}
