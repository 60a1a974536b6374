package dev.bursar.spend.ui;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.query.CostService;
import dev.bursar.spend.SpendService;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Value;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The values that filters offer and their names, of what the person may see; asked once for each period. */
final class SpendNames {
    private final CostService service;
    private final SpendService spend;
    private final Map<Dimension, Map<String, String>> names = new HashMap<>();
    private final Map<Dimension, List<Choice>> offered = new HashMap<>();
    private Optional<DayRange> days = Optional.empty();
    private @Nullable Optional<String> teamTag;

    /** @param spend marks new teams */
    SpendNames(CostService service, SpendService spend) {
        this.service = service;
        this.spend = spend;
    }

    /** The key of the tag whose values name teams, as it was when the page was opened. */
    Optional<String> teamTag() {
        Optional<String> known = teamTag;
        if (known == null) {
            known = spend.teamTag();
            teamTag = known;
        }
        return known;
    }

    /** What a dimension is called; the tag that names teams by its key. */
    String label(Dimension dimension) {
        return named(dimension).label();
    }

    /** A dimension as sentences speak of it: the tag that names teams is one of the tags. */
    Dimension named(Dimension dimension) {
        return dimension == Dimension.TAG_VALUE
                ? teamTag().<Dimension>map(Dimension.Tag::new).orElse(dimension)
                : dimension;
    }

    /** From now on offers what was spent on these days. */
    void within(DayRange now) {
        if (!days.equals(Optional.of(now))) {
            days = Optional.of(now);
            offered.clear();
        }
    }

    /** Remembers a name that was shown. */
    void learn(Dimension dimension, String key, String label) {
        names.computeIfAbsent(dimension, any -> new HashMap<>()).put(key, label);
    }

    List<FilterDimension> dimensions(Collection<Dimension> dimensions) {
        return dimensions.stream()
                .map(dimension ->
                        new FilterDimension(dimension.word(), PlainText.cut(label(dimension), 60), lookup(dimension)))
                .toList();
    }

    private FilterDimension.Lookup lookup(Dimension dimension) {
        return new FilterDimension.Lookup() {
            @Override
            public List<Value> find(String text, int offset, int limit) {
                String part = text.toLowerCase(Locale.ROOT);
                return choices(dimension).stream()
                        .filter(choice ->
                                choice.label().toLowerCase(Locale.ROOT).contains(part)
                                        || (dimension == Dimension.ACCOUNT || dimension == Dimension.PROFILE)
                                                && choice.key().contains(part))
                        .skip(offset)
                        .limit(limit)
                        .map(choice -> new Value(choice.key(), choice.label()))
                        .toList();
            }

            @Override
            public String label(String key) {
                return SpendNames.this.label(dimension, key);
            }
        };
    }

    /** A key's name; for what the person can't see the key itself where it says something, and else that they can't. */
    String label(Dimension dimension, String key) {
        return switch (dimension) {
            case Plain.TAG_VALUE ->
                ChoiceText.of(
                        key, teamTag().map(tag -> new Dimension.Tag(tag).none()).orElse(ChoiceText.UNTAGGED));
            case Dimension.Tag tag -> ChoiceText.ofTag(tag, key);
            case Plain.SERVICE, Plain.RECORD_TYPE, Plain.CHARGE_CATEGORY -> key;
            case Plain.REGION,
                    Plain.USAGE_TYPE,
                    Plain.PRICING_CATEGORY,
                    Plain.COMMITMENT,
                    Plain.RESOURCE,
                    Plain.CALLER -> ChoiceText.of(key, ChoiceText.NOT_STATED);
            case Plain.MODEL, Plain.DIRECTION, Plain.TIER, Plain.ROUTING, Plain.SELLER -> ChoiceText.ofModels(key);
            case Plain.CLUSTER, Plain.NAMESPACE, Plain.WORKLOAD -> ChoiceText.ofClusters(key);
            case Plain.PROFILE -> key.isEmpty() ? ChoiceText.NO_PROFILE : seen(dimension, key);
            case Plain.TEAM, Plain.ACCOUNT, Plain.DEPARTMENT, Plain.COST_CENTRE -> seen(dimension, key);
        };
    }

    /** The name of what the person sees in some charges. */
    private String seen(Dimension dimension, String key) {
        Map<String, String> known = names.computeIfAbsent(dimension, any -> new HashMap<>());
        if (!known.containsKey(key)) {
            choices(dimension);
        }
        if (!known.containsKey(key)) {
            service.extent()
                    .map(all -> found(dimension, all))
                    .ifPresent(all -> all.forEach(choice -> known.put(choice.key(), choice.label())));
        }
        return known.computeIfAbsent(key, unknown -> unseen(dimension, unknown));
    }

    private static String unseen(Dimension dimension, String key) {
        if (dimension == Dimension.TEAM) {
            return "a team you can\u2019t see";
        }
        return dimension == Plain.DEPARTMENT ? "a department you can\u2019t see" : key;
    }

    private List<Choice> found(Dimension dimension, DayRange range) {
        List<Choice> found = spend.choices(dimension, range.from(), range.to());
        return dimension == Dimension.TEAM
                ? spend.marked(found)
                : dimension == Dimension.TAG_VALUE
                        ? found.stream()
                                .map(choice -> new Choice(choice.key(), label(dimension, choice.key())))
                                .toList()
                        : found;
    }

    private List<Choice> choices(Dimension dimension) {
        return offered.computeIfAbsent(dimension, any -> {
            List<Choice> found = days.map(range -> found(dimension, range)).orElse(List.of());
            found.forEach(choice -> learn(dimension, choice.key(), choice.label()));
            return found;
        });
    }
}
