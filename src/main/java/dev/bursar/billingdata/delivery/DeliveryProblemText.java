package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.delivery.DeliveryProblem.BeingDelivered;
import dev.bursar.billingdata.delivery.DeliveryProblem.Elsewhere;
import dev.bursar.billingdata.delivery.DeliveryProblem.EngineFailed;
import dev.bursar.billingdata.delivery.DeliveryProblem.EngineNotSetUp;
import dev.bursar.billingdata.delivery.DeliveryProblem.FileMissing;
import dev.bursar.billingdata.delivery.DeliveryProblem.NoExport;
import dev.bursar.billingdata.delivery.DeliveryProblem.NotStored;
import dev.bursar.billingdata.delivery.DeliveryProblem.OfLines;
import dev.bursar.billingdata.delivery.DeliveryProblem.Rejected;
import dev.bursar.billingdata.delivery.DeliveryProblem.TooManyFolders;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.read.ImportReportText;
import dev.bursar.billingdata.reduction.EngineFailureText;
import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.Problem.Said;
import module java.base;

/** Problems of deliveries in words. */
final class DeliveryProblemText {
    /** What else helps at a cap, beside raising it. */
    static final String REDUCE_HERE = "choose in Set-up to have lines reduced here";

    private static final String UNCHANGED = " Stored data for the billing period is unchanged.";

    private DeliveryProblemText() {}

    static Said said(DeliveryProblem problem) {
        return switch (problem) {
            case OfLines ofLines -> ofLines(ofLines);
            case NoExport(String place) ->
                new Said(
                        "No export was found in " + place + ": there is no manifest.",
                        "Check the address. It must be the folder of an export, or a folder above it, that contains \"data\" and"
                                + " \"metadata\", or folders such as 20261101-20261201. AWS delivers a new export within 24 hours.");
            case TooManyFolders(int most, String place) ->
                new Said(
                        "There are more than " + most + " folders in " + place + ".",
                        "Set the folder of one export. Stored data is unchanged.");
            case FileMissing(String period, String file) ->
                new Said(
                        "The manifest of %s lists %s, which is missing.".formatted(period, file),
                        "If AWS is delivering right now, the next run reads it. Otherwise restore the file, or have the export"
                                + " delivered again." + UNCHANGED);
            case BeingDelivered(String period, String export, String file) ->
                new Said(
                        "AWS is delivering " + period + " of " + export + " again: " + file
                                + " was replaced before Bursar had read everything.",
                        "Nothing to do: the next run reads the new delivery. Stored data is kept until then.");
            case Elsewhere(String what) ->
                new Said(
                        what,
                        "List only one of the two in " + DeliverySettings.NAME
                                + ": both contain the costs of the same usage. The data of the first one stays stored.");
            case Rejected(String period, String export, var refused) ->
                new Said(
                        period + " of " + export + " was rejected. " + ImportReportText.found(refused),
                        refused.whatToDo() + UNCHANGED);
            case NotStored(DiskFull full) ->
                new Said(
                        full == null ? "Delivery files could not be stored in Bursar\u2019s data folder." : full.what(),
                        "Free up disk space and give Bursar's user write access. The next run tries again. Stored data is"
                                + " unchanged.");
            case EngineFailed(var fact, String period) ->
                engine(fact, "reduce the lines of " + period, "The next run tries again.", UNCHANGED);
            case EngineNotSetUp(EngineName engine) ->
                new Said(
                        "The place chosen for reducing lines is " + engine.label() + ", which is no longer set up.",
                        "Set " + (engine == EngineName.ATHENA ? "BURSAR_ATHENA_RESULTS" : "BURSAR_TRINO_URL")
                                + " again, or " + REDUCE_HERE + "." + UNCHANGED);
        };
    }

    private static Said ofLines(OfLines problem) {
        return switch (problem) {
            case OfLines.DeliveredAgain(String period) ->
                new Said(
                        "AWS has delivered %s again since its charges were read.".formatted(period),
                        "Open the lines again after Bursar has read the new delivery, in four hours at the latest.");
            case OfLines.DeliveryGone(String period, String export) ->
                new Said(
                        "The delivery of %s is no longer in %s.".formatted(period, export),
                        "Ask an admin whether the bucket deletes old deliveries.");
            case OfLines.TooManyCharges(int most) ->
                new Said(
                        String.format(Locale.ROOT, "There are more than %,d charges.", most),
                        "Choose fewer days, or filter by account, service or resource.");
            case OfLines.Rejected(var refused) -> new Said(ImportReportText.found(refused), refused.whatToDo());
            case OfLines.NotStored() ->
                new Said(
                        "Lines could not be stored in Bursar\u2019s data folder.",
                        "Free up disk space and give Bursar\u2019s user write access, then open them again.");
            case OfLines.EngineFailed(var fact, String period) ->
                engine(fact, "look up the lines of " + period, "Open them again.", "");
        };
    }

    private static Said engine(EngineFailure.Fact fact, String task, String again, String kept) {
        return new Said(
                "%s did not %s: %s.%s"
                        .formatted(
                                fact.engine().label(),
                                task,
                                EngineFailureText.why(fact.kind()),
                                fact.text().isEmpty() ? "" : " It said: " + fact.text()),
                EngineFailureText.whatToDo(fact.kind(), fact.engine(), again) + kept);
    }

    /** Which of two exports has priority; kept with the delivery that gives way. */
    static String elsewhere(YearMonth period, String account, String export, String first) {
        return "%s of billing account %s is in %s and in %s, which has priority."
                .formatted(period, account, export, first);
    }
}
