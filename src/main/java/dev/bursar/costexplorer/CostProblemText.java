package dev.bursar.costexplorer;

import dev.bursar.costexplorer.CostProblem.NotAddingUp;
import dev.bursar.costexplorer.CostProblem.OtherPayer;
import dev.bursar.costexplorer.CostProblem.PayerUnknown;
import dev.bursar.sync.Problem.Said;

/** Problems of reading costs in words. */
final class CostProblemText {
    private CostProblemText() {}

    static Said said(CostProblem problem) {
        return switch (problem) {
            case PayerUnknown(String stored) ->
                new Said(
                        "AWS did not identify the credentials' account, and this database contains the costs of payer "
                                + stored + ".",
                        "Check that the endpoint answers sts:GetCallerIdentity, then run the job again. Stored data is"
                                + " unchanged.");
            case OtherPayer(String stored, String payer) ->
                new Said(
                        "This database contains the costs of payer " + stored + ", but the credentials are those of "
                                + payer + ".",
                        "Use the other credentials, or give Bursar another database (BURSAR_DATA names its folder).");
            case NotAddingUp(var first, int more, var currencies) ->
                new Said(
                        "Cost Explorer's answers about " + first + (more == 0 ? "" : " and " + more + " more")
                                + " did not add up to its own totals"
                                + (currencies.size() < 2 ? "" : ", which are in " + String.join(" and ", currencies))
                                + ".",
                        "AWS probably changed them while Bursar read them. Stored costs are kept. The next run reads them"
                                + " again.");
        };
    }
}
