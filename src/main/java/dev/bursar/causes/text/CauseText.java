package dev.bursar.causes.text;

import dev.bursar.causes.Booked;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency.Main;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Commitment;
import dev.bursar.causes.Commitment.What;
import dev.bursar.causes.Family;
import dev.bursar.causes.Move;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.PlansRead;
import dev.bursar.causes.split.SameResources;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Formats;
import module java.base;

/** What a change is put down to, in words. */
public final class CauseText {
    private static final Pattern VERB =
            Pattern.compile("(Create|Run|Start|Delete|Terminate|Stop|Update|Modify|Put)(?![a-z]).*");
    private static final Map<String, String> DONE = Map.of(
            "Create", "created",
            "Run", "started",
            "Start", "started",
            "Delete", "deleted",
            "Terminate", "terminated",
            "Stop", "stopped",
            "Update", "changed",
            "Modify", "changed",
            "Put", "changed");

    private static final Set<String> SCALES =
            Set.of("UpdateEndpointWeightsAndCapacities", "UpdateInferenceComponentRuntimeConfig", "SetDesiredCapacity");

    private CauseText() {}

    public static String name(ChangeClass of) {
        return switch (of) {
            case EXPLAINED -> "Explained";
            case CANDIDATE -> "Possible causes";
            case USAGE -> "Usage";
            case PRICE -> "Price";
            case DAYS -> "Days";
            case MOVED -> "Moved";
            case BOOKED -> "Tax, fees and credits";
            case UNEXPLAINED -> "Unexplained";
        };
    }

    public static String meaning(ChangeClass of) {
        return switch (of) {
            case EXPLAINED -> "An event created, ended or resized the resource at that time, and the amount agrees.";
            case CANDIDATE ->
                "An event affected the resource at that time. It may be the cause; the amount doesn\u2019t prove it.";
            case USAGE -> "The resource was there, unchanged, and was used more or less.";
            case DAYS ->
                "One period has more days than the other. For costs that continue, this is the cost of the extra days, at the same cost a day.";
            case PRICE -> "The same usage at another rate: a commitment, Spot, or a list price.";
            case MOVED -> "The same charges with another owner.";
            case BOOKED -> "Tax, Support, commitment fees, credits, refunds and corrections of earlier months.";
            case UNEXPLAINED -> "Nothing that Bursar has read explains it.";
        };
    }

    /** The same of a part; where charges name no resource, a possible cause acted on another resource. */
    public static String meaning(ChangeClass of, PartKey key) {
        return of == ChangeClass.CANDIDATE && key.resource().isEmpty()
                ? "Cost Explorer names no resources. An event affected a resource of this service, team and account at that time. "
                        + "It may be the cause; the amount doesn\u2019t prove it."
                : meaning(of);
    }

    /** {@code fraud-lead created fraud-assistant}. */
    public static String what(Cause cause) {
        Matcher verb = VERB.matcher(cause.name());
        String done = SCALES.contains(cause.name())
                ? "scaled"
                : verb.matches() ? DONE.get(verb.group(1)) : "called " + cause.name() + " on";
        return person(cause) + " " + done + " " + resource(cause.arn());
    }

    /** {@code fraud-lead created fraud-assistant, 16 Nov 23:46 UTC}. */
    public static String whatAndWhen(Cause cause) {
        return what(cause) + ", " + Formats.moment(cause.time());
    }

    /** The same of what most of a change goes back to; says so where it isn't proved. */
    public static String whatAndWhen(Main main) {
        return (main.of() == ChangeClass.CANDIDATE ? "Possible cause: " : "") + whatAndWhen(main.cause());
    }

    /** {@code fraud-lead}, {@code AWS (autoscaling.amazonaws.com)} or {@code Autoscaling set by fraud-lead}. */
    public static String person(Cause cause) {
        Cause.ScalingSet scaling = cause.scaling();
        if (scaling != null) {
            return "Autoscaling set by " + scaling.person();
        }
        return cause.service() ? "AWS (" + cause.person() + ")" : cause.person();
    }

    /** {@code Moved from another team on 5 Nov 2026}; without a day where it isn't known. */
    public static String moved(ChangedPart part, Names names) {
        Move move = part.move();
        if (move == null) {
            return part.amount(ChangeClass.MOVED).signum() > 0 ? "From another owner" : "To another owner";
        }
        Integer other = move.other();
        return (move.came() ? "Moved from " : "Moved to ")
                + (other == null
                        ? "another team"
                        : other == 0 ? "Unallocated" : names.teams().getOrDefault(new TeamId(other), "another team"))
                + " on " + Formats.date(move.day());
    }

    /** The name at an ARN's end; "" for nothing. */
    public static String resource(String resource) {
        return SameResources.id(resource);
    }

    /** {@code Savings Plan e0000000-0000-4000-8000-000000000001 ended on 14 Nov 2026}. */
    public static String commitment(Commitment commitment) {
        String name = (commitment.isSavingsPlan() ? "Savings Plan " : "Reservation ") + resource(commitment.id());
        LocalDate day = commitment.day();
        String on = day == null ? "" : " on " + Formats.date(day);
        return name
                + switch (commitment.what()) {
                    case BEGAN -> " began" + on;
                    case ENDED -> " ended" + on;
                    case COVERS_MORE -> " covers more of it";
                    case COVERS_LESS -> " covers less of it";
                    case FIRST_COVERED -> " first covered it" + on;
                    case LAST_COVERED -> " last covered it" + on;
                };
    }

    /** What isn't known of the Savings Plans that changed a price; "" where all is. */
    public static String plansUnread(ChangedPart part, PlansRead plans) {
        boolean unknown = part.commitments().stream()
                .anyMatch(one ->
                        one.isSavingsPlan() && (one.what() == What.FIRST_COVERED || one.what() == What.LAST_COVERED));
        return !unknown
                ? ""
                : switch (plans) {
                    case READ -> "AWS lists no Savings Plan of this name in the account that pays.";
                    case NOT_READ ->
                        "Savings Plans have not been read, so their first and last days aren\u2019t known.";
                    case REFUSED ->
                        "AWS refused to list Savings Plans, so their first and last days aren\u2019t known.";
                };
    }

    /** {@code search-embed: 30 runs, 15 before}. */
    public static String family(Family family) {
        return family.name() + ": " + runs(family);
    }

    /** {@code 30 runs, 15 before}. */
    public static String runs(Family family) {
        return runs(family.kind(), family.now()) + ", " + Formats.count(family.before()) + " before";
    }

    /** What is said of runs that only recurred: {@code 15 more runs}, or whether they used more where as many ran as before. */
    public static String recurred(Family family, BigDecimal change) {
        int more = family.now() - family.before();
        return more != 0 && Integer.signum(more) == change.signum()
                ? Formats.count(Math.abs(more))
                        + (more > 0 ? " more " : " fewer ")
                        + noun(family.kind(), Math.abs(more))
                : change.signum() > 0 ? "Used more" : "Used less";
    }

    /** What is said of a part that was used more or less; of a run, on which side it is. */
    public static String used(ChangedPart part) {
        if (part.family() == null || part.before().signum() != 0 && part.now().signum() != 0) {
            return part.change().signum() > 0 ? "Used more" : "Used less";
        }
        return part.now().signum() != 0 ? "Now, not before" : "Before, not now";
    }

    private static String runs(Family.Kind kind, int count) {
        return Formats.count(count) + " " + noun(kind, count);
    }

    private static String noun(Family.Kind kind, int count) {
        return switch (kind) {
                    case RUN -> "run";
                    case TASK -> "task";
                    case INSTANCE -> "instance";
                    case SNAPSHOT -> "snapshot";
                }
                + (count == 1 ? "" : "s");
    }

    /** Why nothing explains an amount. */
    public static String why(ChangedPart.Unknown why) {
        return switch (why) {
            case NO_EVENT -> "No matching event";
            case EVENTS_NOT_READ -> "Not all events there were read";
            case NO_RESOURCES -> "Cost Explorer names no resources";
            case NOT_LOOKED_AT -> "One of many small changes";
        };
    }

    /** The same of a part, with the place whose events weren't read. */
    public static String why(ChangedPart.Unknown why, ChangedPart part, Change change) {
        String account = part.key().account();
        Set<String> regions = change.events().unread().get(account);
        if (why != ChangedPart.Unknown.EVENTS_NOT_READ || regions == null) {
            return why(why);
        }
        String name = change.names().accounts().getOrDefault(account, "");
        return "Not all events of " + (name.isEmpty() ? "account " + Formats.account(account) : name)
                + (regions.isEmpty() ? "" : " in " + regions(regions)) + " were read";
    }

    /** {@code Regions eu-west-1, us-east-2}. */
    public static String regions(Set<String> regions) {
        return (regions.size() == 1 ? "Region " : "Regions ")
                + regions.stream().sorted().collect(Collectors.joining(", "));
    }

    /** {@code Tax and support}. */
    public static String booked(Map<Booked, BigDecimal> booked) {
        String words = booked.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Booked, BigDecimal> one) ->
                                one.getValue().abs())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(one -> switch (one.getKey()) {
                    case TAX -> "tax";
                    case SUPPORT -> "support";
                    case FEE -> "commitment fees";
                    case CREDIT -> "credits";
                    case REFUND -> "refunds";
                    case CORRECTION -> "corrections of earlier months";
                    case ADJUSTMENT -> "discounts and adjustments";
                })
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }
}
