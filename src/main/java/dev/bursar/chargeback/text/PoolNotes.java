package dev.bursar.chargeback.text;

import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService.Note;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.ui.Formats;

/** What stands in the way of pools, and what to do. */
public final class PoolNotes {
    private PoolNotes() {}

    public static String note(Note note) {
        return switch (note) {
            case Note.TakenBefore(var earlier, var currency, var amount, var pool) ->
                earlier + " comes first and takes " + Formats.money(amount, currency) + " that would otherwise go to "
                        + pool + ".";
            case Note.NotSplit(var pool, var why) -> PoolText.unsplit(pool, why);
        };
    }

    public static String refused(PoolRefused.Reason reason) {
        return switch (reason) {
            case PoolRefused.Plain plain -> plain(plain);
            case PoolRefused.MonthOutside(var earliest, var latest) ->
                "Choose a month from " + Formats.month(earliest) + " to " + Formats.month(latest) + ".";
            case PoolRefused.ShareNotPositive(var team) ->
                "The share of " + team + " must be above 0. Enter one or remove the team.";
            case PoolRefused.ShareTooFine(var team) -> "Enter the share of " + team + " with at most four decimals.";
            case PoolRefused.TeamEnded(var team, var last) ->
                team + " ended on " + Formats.date(last) + ". Remove its share.";
            case PoolRefused.TeamNotThere(var team, var month) ->
                team + " is not there in " + Formats.month(month) + ". Remove its share.";
            case PoolRefused.SharesSum(var percent) ->
                "The shares add up to " + percent.stripTrailingZeros().toPlainString()
                        + "%. Change them so that they add up to 100%.";
            case PoolRefused.NoWeights(var split) ->
                "No team has " + PoolText.weighed(split)
                        + ", so the pool can\u2019t be split this way. Choose another split.";
            case PoolRefused.NoUnitGiven(var split) ->
                "Cost Explorer gives no single unit for a part of the " + PoolText.weighed(split)
                        + ". Load a Data Export of the month, or choose another split.";
            case PoolRefused.NotLater(var later) ->
                later + " must come after this pool to get a part of it. Choose a pool that comes later.";
            case PoolRefused.GetsPart(var from) ->
                from + " passes a part on to this pool, so this pool has to come after it. Change " + from + " first.";
            case PoolRefused.TakenBefore(var earlier, var pool) ->
                earlier + " comes first and takes every charge that " + pool
                        + " would take. Move this pool before it, or choose other charges.";
            case PoolRefused.NothingMatches(var from, var to) ->
                "No charge from " + Formats.month(from) + " to " + Formats.month(to)
                        + " matches these choices. Choose other charges.";
        };
    }

    private static String plain(PoolRefused.Plain reason) {
        return switch (reason) {
            case NO_NAME -> "Enter a name.";
            case NAME_TOO_LONG -> "Enter a name of at most 100 characters, on one line.";
            case NAMED_TWICE -> "Two pools have this name. Choose another one.";
            case NAME_TAKEN -> "Another pool has this name. Choose another one.";
            case TOO_MANY -> "There can be at most 50 pools. End one of them first.";
            case NOTHING_CHOSEN ->
                "Choose what the pool takes: a kind of charge, a record type, a service, an account, a team or a"
                        + " caller.";
            case NO_SERVICES -> "Choose the services to split by.";
            case NO_METRIC -> "Enter what is counted, in at most 60 characters on one line: requests, for example.";
            case NO_UNIT -> "Choose the unit in which usage is counted.";
            case PART_OUTSIDE -> "Enter a percent above 0 and below 100, with at most four decimals.";
            case NO_SHARES -> "Enter a share for at least one team.";
            case ONLY_NEW_TEAMS ->
                "Confirm your teams first: all teams that would share the pool come from tag values, and nobody has"
                        + " confirmed them. An admin does that on the Teams page.";
            case NO_CHARGES -> "No charges have been read yet. Add pools once they have.";
        };
    }
}
