package dev.bursar.causes.attribution;

import dev.bursar.causes.Acted;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.causes.evidence.UseByDay.Series;
import dev.bursar.causes.evidence.Verdict;
import dev.bursar.causes.evidence.Verdict.Share;
import dev.bursar.causes.split.SplitPart;
import module java.base;
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
        Map<Put, BigDecimal> acted = new LinkedHashMap<>();
        @Nullable Unknown why = null;
        for (Map.Entry<String, BigDecimal> usage : part.usage().entrySet()) {
            for (Share share :
                    shares(part, told, unread, new Series(part.key().usageType(), usage.getKey()), usage.getValue())) {
                amounts.merge(share.of(), share.amount(), BigDecimal::add);
                if (share.of() == ChangeClass.UNEXPLAINED) {
                    why = why(part, told, unread);
                } else if (!share.events().isEmpty()) {
                    acted.merge(new Put(share.of(), share.events()), share.amount(), BigDecimal::add);
                }
            }
        }
        amounts.values().removeIf(amount -> amount.signum() == 0);
        List<Acted> acts = acted.entrySet().stream()
                .filter(one -> one.getValue().signum() != 0)
                .map(one -> new Acted(
                        one.getKey().of(), one.getValue(), one.getKey().events()))
                .toList();
        return new ChangedPart(part.key(), part.before(), part.now(), amounts, part.booked(), acts, why);
    }

    private record Put(ChangeClass of, List<UUID> events) {}

    private static List<Share> shares(SplitPart part, Told told, boolean unread, Series of, BigDecimal amount) {
        if (amount.signum() == 0) {
            return List.of();
        }
        if (told.verdict() == null) {
            boolean goesOn = part.usedBefore() && part.usedNow();
            ChangeClass all =
                    !told.isResource() && part.exported() && goesOn ? ChangeClass.USAGE : ChangeClass.UNEXPLAINED;
            return List.of(new Share(all, List.of(), amount));
        }
        return told.verdict().shares(of, amount).stream()
                // that nothing acted on it can be said only where events were read
                .map(share -> share.of() == ChangeClass.USAGE && unread
                        ? new Share(ChangeClass.UNEXPLAINED, List.of(), share.amount())
                        : share)
                .toList();
    }

    private static Unknown why(SplitPart part, Told told, boolean unread) {
        if (told.verdict() == null && told.isResource()) {
            return Unknown.NOT_LOOKED_AT;
        }
        if (unread) {
            return Unknown.EVENTS_NOT_READ;
        }
        return !told.isResource() && !part.exported() ? Unknown.NO_RESOURCES : Unknown.NO_EVENT;
    }
}
