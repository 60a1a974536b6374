package dev.bursar.tagging.coverage;

import module java.base;
import org.joda.money.BigMoney;

/**
 * One currency's coverage.
 *
 * @param months all of the range, those without costs too
 * @param accounts what is untagged, by account, the largest first; their sum is the untagged total
 * @param services the same by service
 * @param notTaggable what can't be tagged, by reason; their sum is that total
 * @param anyTag empty where no charge is from an export
 */
public record CurrencyCoverage(
        CoverageSums sums,
        List<Month> months,
        List<Untagged> accounts,
        List<Untagged> services,
        List<Apart> notTaggable,
        Optional<AnyTag> anyTag) {
    public CurrencyCoverage {
        months = List.copyOf(months);
        accounts = List.copyOf(accounts);
        services = List.copyOf(services);
        notTaggable = List.copyOf(notTaggable);
    }

    public String currency() {
        return sums.tagged().getCurrencyUnit().getCode();
    }

    public record Month(YearMonth month, CoverageSums sums) {}

    /**
     * What of an account or a service is untagged.
     *
     * @param key as a filter takes it
     * @param label AWS's text, never markup
     */
    public record Untagged(String key, String label, BigMoney amount) {}

    public record Apart(NotTaggable why, BigMoney amount) {}

    /**
     * Of charges from exports that can be tagged.
     *
     * @param tagged whose resource has at least one tag of people
     * @param byCaller of the others, those whose caller has one
     */
    public record AnyTag(BigMoney tagged, BigMoney byCaller, BigMoney all) {
        public Optional<BigDecimal> share() {
            return CoverageSums.share(tagged, all);
        }

        public Optional<BigDecimal> shareByCaller() {
            return CoverageSums.share(byCaller, all);
        }

        public BigMoney neither() {
            return all.minus(tagged).minus(byCaller);
        }

        public Optional<BigDecimal> shareOfNeither() {
            return CoverageSums.share(neither(), all);
        }
    }
}
