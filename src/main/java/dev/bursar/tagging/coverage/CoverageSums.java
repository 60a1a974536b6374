package dev.bursar.tagging.coverage;

import module java.base;
import org.joda.money.BigMoney;

/**
 * EffectiveCost by whether it carries a tag; the parts add up to {@link #total} exactly.
 *
 * @param tagged of what can be tagged
 * @param untagged of what can be tagged
 * @param notTaggable of charges for no resource, whatever tags they carry
 * @param notStated of what can be tagged, from Cost Explorer, which doesn't say whether it carries this tag; zero for the team key
 */
public record CoverageSums(BigMoney tagged, BigMoney untagged, BigMoney notTaggable, BigMoney notStated) {
    private static final int DIGITS = 6;

    /** What the share is a share of. */
    public BigMoney taggable() {
        return tagged.plus(untagged);
    }

    public BigMoney total() {
        return taggable().plus(notTaggable).plus(notStated);
    }

    /** Tagged of tagged and untagged, from 0 to 1 unless amounts are negative; empty where nothing can be tagged. */
    public Optional<BigDecimal> share() {
        return share(tagged, taggable());
    }

    static Optional<BigDecimal> share(BigMoney part, BigMoney whole) {
        return whole.getAmount().signum() == 0
                ? Optional.empty()
                : Optional.of(part.getAmount().divide(whole.getAmount(), DIGITS, RoundingMode.HALF_UP));
    }
}
