package dev.bursar.models;

import dev.bursar.charges.Finality;
import dev.bursar.charges.models.ModelLine;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * A month's costs of generative AI, as far as the person who asks may see them.
 *
 * @param days of the month that are read, or have begun
 * @param before the days compared with; null where costs of not all of them are read
 * @param services that the costs are of, by name
 * @param currencies by size, the largest first; empty where there are no such costs
 */
public record ModelMonth(
        YearMonth month,
        LocalDateRange days,
        @Nullable LocalDateRange before,
        List<String> services,
        List<OfCurrency> currencies,
        Finality finality,
        Optional<Instant> observedAt) {
    public ModelMonth {
        services = List.copyOf(services);
        currencies = List.copyOf(currencies);
    }

    /** How many rows the page has. */
    public int rows() {
        return currencies.stream().mapToInt(of -> of.models().size()).sum();
    }

    /**
     * Costs in one currency.
     *
     * @param models by cost, the largest first
     * @param serviceCost what the services come to, asked for apart: the sum of the models
     */
    public record OfCurrency(
            String currency, List<OfModel> models, Figures now, Figures before, BigDecimal serviceCost) {
        public OfCurrency {
            models = List.copyOf(models);
        }

        /** Usage types that nothing is known of, by cost, the largest first. */
        public List<OfUsageType> unknown() {
            return models.stream()
                    .flatMap(model -> model.usageTypes().stream())
                    .filter(type -> type.line().direction() == ModelLine.Direction.OTHER)
                    .filter(type -> !type.usageType().isEmpty())
                    .sorted(OfUsageType.BY_COST)
                    .toList();
        }
    }

    /** @param usageTypes those of the month, by cost, the largest first */
    public record OfModel(Model model, Figures now, Figures before, List<OfUsageType> usageTypes) {
        public OfModel {
            usageTypes = List.copyOf(usageTypes);
        }

        /** Whether no charge of it says what was used, as Cost Explorer's don't. */
        public boolean notStated() {
            return usageTypes.stream().allMatch(type -> type.usageType().isEmpty())
                    && usageTypes.stream().anyMatch(OfUsageType::used);
        }

        public SortedSet<ModelLine.Tier> tiers() {
            return usageTypes.stream()
                    .map(type -> type.line().tier())
                    .filter(tier -> tier != ModelLine.Tier.OTHER)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * The charges of a usage type.
     *
     * @param usageType "" where the source doesn't say
     * @param quantity in units; null where some charge says none
     * @param used whether any of it is usage; false of taxes and fees alone
     */
    public record OfUsageType(
            String service,
            String usageType,
            String unit,
            ModelLine line,
            Figures now,
            @Nullable BigDecimal quantity,
            boolean used) {
        static final Comparator<OfUsageType> BY_COST = Comparator.comparing(
                        (OfUsageType type) -> type.now().cost(), Comparator.reverseOrder())
                .thenComparing(OfUsageType::usageType)
                .thenComparing(OfUsageType::unit)
                .thenComparing(OfUsageType::service);
    }

    /**
     * A part of a model's costs: a caller's, or a day's.
     *
     * @param label as shown; "" of a day
     * @param id the ARN of what is called something else; else ""
     */
    public record Part(LocalDate day, String label, String id, Figures figures) {}
}
