package dev.bursar.causes.attribution;

import dev.bursar.causes.Acted;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.causes.evidence.Evidence.Verdict;
import dev.bursar.causes.evidence.UseByDay;
import dev.bursar.causes.split.SplitPart;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what a part used more or less into a class, so that its amounts add up to its change. */
public final class Attribution {
    private Attribution() {}

    /** What is told of a part's resource, or of its service where no resource is known: a verdict, or why there is none. */
    public record Told(@Nullable Verdict verdict, boolean isResource) {
        public static final Told NO_RESOURCE = new Told(null, false);
        public static final Told NOT_LOOKED_AT = new Told(null, true);

        public Told(Verdict verdict) {
            this(verdict, true);
        }
    }

    /** @param unread whether not all events of its account were read */
    public static ChangedPart of(SplitPart part, Told told, boolean unread) {
        Map<ChangeClass, BigDecimal> amounts = new EnumMap<>(ChangeClass.class);
        amounts.put(ChangeClass.MOVED, part.moved());
        amounts.put(ChangeClass.DAYS, part.days());
        amounts.put(ChangeClass.PRICE, part.price());
        amounts.put(ChangeClass.BOOKED, part.booked().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        Map<ChangeClass, BigDecimal> acted = new EnumMap<>(ChangeClass.class);
        @Nullable Unknown why = null;
        for (Map.Entry<String, BigDecimal> usage : part.usage().entrySet()) {
            if (usage.getValue().signum() == 0) {
                continue;
            }
            ChangeClass of = of(part, told, unread, usage);
            amounts.merge(of, usage.getValue(), BigDecimal::add);
            if (of == ChangeClass.UNEXPLAINED) {
                why = why(part, told, unread);
            } else if (told.verdict() != null && (of == ChangeClass.EXPLAINED || of == ChangeClass.CANDIDATE)) {
                acted.merge(of, usage.getValue(), BigDecimal::add);
            }
        }
        amounts.values().removeIf(amount -> amount.signum() == 0);
        List<Acted> acts = told.verdict() == null
                ? List.of()
                : acted.entrySet().stream()
                        .map(one -> new Acted(
                                one.getKey(), one.getValue(), told.verdict().events()))
                        .toList();
        return new ChangedPart(part.key(), part.before(), part.now(), amounts, part.booked(), acts, why);
    }

    private static ChangeClass of(SplitPart part, Told told, boolean unread, Map.Entry<String, BigDecimal> usage) {
        boolean goesOn = part.usedBefore() && part.usedNow();
        Verdict verdict = told.verdict();
        if (verdict == null) {
            return !told.isResource() && part.exported() && goesOn ? ChangeClass.USAGE : ChangeClass.UNEXPLAINED;
        }
        return switch (verdict.why()) {
            case EXPLAINED, CANDIDATE -> {
                boolean accounts = (verdict.direction() == 0
                                || verdict.direction() == usage.getValue().signum())
                        && (!verdict.hoursOnly() || UseByDay.isHours(usage.getKey()));
                yield accounts ? verdict.why() : told.isResource() ? used(unread) : ChangeClass.UNEXPLAINED;
            }
            case USAGE -> used(unread);
            default -> ChangeClass.UNEXPLAINED;
        };
    }

    /** That nothing acted on it can be said only where events were read. */
    private static ChangeClass used(boolean unread) {
        return unread ? ChangeClass.UNEXPLAINED : ChangeClass.USAGE;
    }

    private static Unknown why(SplitPart part, Told told, boolean unread) {
        if (told.verdict() == null && told.isResource()) {
            return Unknown.NOT_LOOKED_AT;
        }
        if (!told.isResource() && !part.exported()) {
            return Unknown.NO_RESOURCES;
        }
        return unread ? Unknown.EVENTS_NOT_READ : Unknown.NO_EVENT;
    }
}
