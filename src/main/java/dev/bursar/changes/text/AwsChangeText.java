package dev.bursar.changes.text;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.About;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeRefused.Why;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.ItemWhy;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NamedLink;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Changes to AWS in words. */
public final class AwsChangeText {
    private static final int LONGEST = 40;

    private AwsChangeText() {}

    public static String state(State state) {
        return switch (state) {
            case PROPOSED -> "Proposed";
            case APPROVED -> "Approved";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case DONE_WITH_FAILURES -> "Done with failures";
            case STOPPED -> "Stopped";
            case REJECTED -> "Rejected";
            case EXPIRED -> "Expired";
            case NOTHING_TO_WRITE -> "Nothing to write";
        };
    }

    public static String state(ItemState state) {
        return switch (state) {
            case PLANNED -> "Planned";
            case WRITING -> "Being written";
            case WRITTEN -> "Written, not seen yet";
            case VERIFIED -> "Written";
            case DIFFERS -> "Differs";
            case FAILED -> "Failed";
            case UNKNOWN -> "Not known";
            case SKIPPED -> "Skipped";
            case UNDONE -> "Undone";
        };
    }

    /** {@code Add team = fraud to 3 resources}: what a change does. */
    public static String title(AwsChange change) {
        String does = does(change);
        return change.undoes()
                .map(id -> "Undo change " + id + ": " + lower(does))
                .orElse(does);
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String does(AwsChange change) {
        About about = change.about();
        if (about.things() == 0) {
            return "Change " + change.id();
        }
        String name = PlainText.cut(about.name(), LONGEST);
        return switch (change.kind()) {
            case TAGS -> tags(about);
            case BUDGETS ->
                (about.value() == null ? "Remove" : about.fresh() ? "Create" : "Change") + " "
                        + (about.things() == 1
                                ? "the AWS budget " + name
                                : Formats.count(about.things(), "AWS budget", "AWS budgets"));
            case TAG_KEYS ->
                about.value() != null && about.value().matches("\\d{4}-\\d{2}")
                        ? "Backfill all tag keys from " + Formats.month(YearMonth.parse(about.value()))
                        : ("Inactive".equals(about.value()) ? "Deactivate" : "Activate") + " "
                                + (about.things() == 1
                                        ? "the tag key " + name
                                        : Formats.count(about.things(), "tag key", "tag keys"));
        };
    }

    /** A key that is written in another way is added and removed. */
    private static String tags(About about) {
        String resources = Formats.count(about.things(), "resource", "resources");
        String part = about.part();
        if (part == null) {
            return "Remove " + PlainText.cut(Objects.requireNonNullElse(about.removed(), "tags"), LONGEST) + " from "
                    + resources;
        }
        if (about.parts() > 1) {
            return "Set " + Formats.count(about.parts(), "tag", "tags") + " of " + resources;
        }
        String tag = PlainText.cut(part, LONGEST)
                + (about.values() == 1 ? " = " + PlainText.cut(String.valueOf(about.value()), LONGEST) : "");
        return about.fresh() ? "Add " + tag + " to " + resources : "Set " + tag + " on " + resources;
    }

    /** {@code 3 tags}. */
    public static String counted(WriteKind kind, int count) {
        return switch (kind) {
            case TAGS -> Formats.count(count, "tag", "tags");
            case BUDGETS -> Formats.count(count, "budget", "budgets");
            case TAG_KEYS -> Formats.count(count, "tag key", "tag keys");
        };
    }

    /** {@code Tags}. */
    public static String kind(WriteKind kind) {
        return switch (kind) {
            case TAGS -> "Tags";
            case BUDGETS -> "Budgets";
            case TAG_KEYS -> "Tag keys";
        };
    }

    /** {@code Write tags}: the switch of a kind. */
    public static String writes(WriteKind kind) {
        return switch (kind) {
            case TAGS -> "Write tags";
            case BUDGETS -> "Write budgets";
            case TAG_KEYS -> "Activate tag keys and ask for backfills";
        };
    }

    /** {@code Tags are written}. */
    public static String written(WriteKind kind) {
        return switch (kind) {
            case TAGS -> "Tags are written";
            case BUDGETS -> "Budgets are written";
            case TAG_KEYS -> "Tag keys are activated";
        };
    }

    /** {@code 18 tags written, 2 failed}: what a change comes to. */
    public static String outcome(AwsChange change) {
        var parts = new ArrayList<String>();
        if (change.state() == State.PROPOSED || change.state() == State.APPROVED) {
            if (change.previewed().isEmpty()) {
                return counted(change.kind(), change.size());
            }
            parts.add(counted(change.kind(), change.count(ItemState.PLANNED)) + " to write");
        } else {
            add(parts, change, ItemState.VERIFIED, "written");
            add(parts, change, ItemState.UNDONE, "undone");
            add(parts, change, ItemState.WRITTEN, "not seen yet");
            add(parts, change, ItemState.PLANNED, "not written");
            add(parts, change, ItemState.FAILED, "failed");
            add(parts, change, ItemState.DIFFERS, "different");
            add(parts, change, ItemState.UNKNOWN, "not known");
        }
        add(parts, change, ItemState.SKIPPED, "skipped");
        return parts.isEmpty() ? counted(change.kind(), change.size()) : String.join(", ", parts);
    }

    /** {@code $1,204.30 in 30 days}: what it is about costs; "" where none is known. */
    public static String costs(AwsChange change) {
        String costs = change.costs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(", "));
        return costs.isEmpty() ? "" : costs + " in 30 days";
    }

    private static void add(ArrayList<String> parts, AwsChange change, ItemState state, String word) {
        int count = change.count(state);
        if (count > 0) {
            parts.add(parts.isEmpty() ? counted(change.kind(), count) + " " + word : Formats.count(count) + " " + word);
        }
    }

    /** What became of an item and what to do, in sentences; "" where its state says all. */
    public static String reason(ChangeItem item, ItemWords words) {
        @Nullable ItemWhy why = item.why();
        if (why == null) {
            return switch (item.state()) {
                case UNKNOWN ->
                    "AWS didn\u2019t answer, and doesn\u2019t show it. It wasn\u2019t sent again. Read it again, or look at it in AWS.";
                case WRITTEN -> words.waiting();
                case PLANNED, WRITING, VERIFIED, DIFFERS, FAILED, SKIPPED, UNDONE -> "";
            };
        }
        return switch (why) {
            case ALREADY_SO -> "It already has this value.";
            case CHANGED_SINCE ->
                "It is " + words.value(item.found())
                        + " now, so it was left alone. Propose it again if you still want it.";
            case GONE -> "It no longer exists in AWS.";
            case NOT_READ ->
                (item.message() == null ? "AWS could not be asked." : item.message())
                        + " Check the writing role under Admin, Writing to AWS, then read it again or propose it again.";
            case PART_READ ->
                "AWS\u2019s answer was incomplete, so it was left alone. Read it again, or propose it again later.";
            case REFUSED -> refused(item);
            case THROTTLED -> "AWS was too busy each time. Propose it again later.";
            case NOT_TAKEN -> "AWS didn\u2019t answer, and nothing changed. Propose it again later.";
            case OTHER_MISSING ->
                "The tag with the right key could not be written, or nobody knows whether it was, so this one was left alone.";
            case BROKEN_OFF ->
                "Bursar stopped because it didn\u2019t know whether AWS had accepted it. Look at it in AWS before you propose it again.";
            case NOT_SEEN -> "AWS accepted it, but still shows " + words.value(item.found()) + ". Look at it in AWS.";
            case STOPPED -> "The change was stopped before this was written.";
            case NOT_ALLOWED -> "Bursar may no longer change it. Check Writing to AWS under Admin.";
        };
    }

    private static String refused(ChangeItem item) {
        String code = item.code() == null ? "" : item.code();
        String text = item.message() == null ? "" : PlainText.cut(item.message(), 300);
        switch (code) {
            case "UnknownMember" -> {
                return "It was left alone, because it has settings in AWS that this version of Bursar doesn\u2019t know: "
                        + text + ". Writing it could lose them. Change it in AWS, or update Bursar.";
            }
            case "TooManyTags" -> {
                return "It was left alone, because it has 50 tags already, as many as AWS allows. Remove one in AWS first.";
            }
            case "Changed" -> {
                return "It was changed in AWS a moment before it would have been written, so it was left alone."
                        + " Propose it again if you still want it.";
            }
            default -> {}
        }
        String said = "AWS refused it"
                + (code.isEmpty() ? "" : " (" + code + ")")
                + (text.isEmpty() ? "." : ": " + (text.endsWith(".") ? text : text + "."));
        return said
                + (code.contains("AccessDenied") || code.contains("Unauthorized")
                        ? " Update the writing role from its template under Admin, Writing to AWS."
                        : "");
    }

    /** What makes a value return to what it was, and where to set it instead; "" where nothing is known to. */
    public static String caution(@Nullable String caution) {
        if (caution == null) {
            return "";
        }
        int colon = caution.indexOf(':');
        String name = PlainText.cut(caution.substring(colon + 1), 80);
        return switch (colon < 0 ? "" : caution.substring(0, colon)) {
            case "stack" ->
                "The CloudFormation stack " + name
                        + " owns this resource and may set its tags again. Add the tag to the stack too.";
            case "auto-scaling-group" ->
                "The Auto Scaling group " + name
                        + " makes such instances without the tag. Add the tag to the group too.";
            case "cluster" ->
                "The cluster " + name
                        + " makes such resources without the tag. Add the tag to its node group or task too.";
            default -> "";
        };
    }

    /** Names the change that is in the way, where there is one. */
    public static String refused(AwsChangeRefused refused) {
        return refused.holder()
                .map(id -> "Change " + id
                        + " is about at least one of these and is still open. Decide on it first, or wait until it has"
                        + " ended.")
                .orElseGet(() -> refused(refused.why()));
    }

    /** The change that is in the way. */
    public static Optional<NamedLink> holder(AwsChangeRefused refused) {
        return refused.holder().map(id -> new NamedLink(ChangeLinks.change(id), "See change " + id));
    }

    public static String refused(Why why) {
        return switch (why) {
            case OFF -> "Writing this is turned off. An admin can turn it on under Admin, Writing to AWS.";
            case NO_ITEMS -> "Choose at least one.";
            case TOO_MANY_ITEMS ->
                "A change can\u2019t have so many resources. Choose fewer, or ask an admin to raise the limit.";
            case NO_REASON -> "Enter a reason.";
            case REASON_TOO_LONG -> "A reason has at most 500 characters.";
            case IN_ANOTHER_CHANGE ->
                "At least one of these is in another open change. Wait until that has ended, or have an admin reject it.";
            case DECIDED -> "This change has been decided already, or it has expired. Nothing was changed.";
            case OWN_PROPOSAL -> "You proposed this change, so another admin has to approve it.";
            case NOT_PREVIEWED -> "Bursar hasn\u2019t read the current state from AWS yet. Wait a moment.";
            case NOTHING_TO_WRITE -> "There is nothing to write: all of this change is skipped.";
            case NOT_RUNNING -> "This change is not running any more.";
            case NOTHING_TO_READ -> "There is nothing to read again: every outcome is known.";
            case NOTHING_TO_UNDO -> "There is nothing to undo: none of this change was written, or all is undone.";
        };
    }
}
