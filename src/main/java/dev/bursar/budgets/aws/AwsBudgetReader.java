package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.AwsBudgetService.BudgetDays;
import dev.bursar.budgets.aws.WatchedCosts.TagCondition;
import dev.bursar.budgets.aws.WatchesNothing.Facts;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsFilter;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.TeamKey;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says of budgets which team each watches and which watch nothing, by the rules, tags and charges of now. */
@Component
public class AwsBudgetReader {
    private final OwnershipRules rules;
    private final TermDictionary terms;
    private final TeamKey teamKey;
    private final CostAllocationTags tags;
    private final Organisation organisation;
    private final Clock clock;

    AwsBudgetReader(
            OwnershipRules rules,
            TermDictionary terms,
            TeamKey teamKey,
            CostAllocationTags tags,
            Organisation organisation,
            Clock clock) {
        this.rules = rules;
        this.terms = terms;
        this.teamKey = teamKey;
        this.tags = tags;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * A budget and what is to be said of it.
     *
     * @param team name of the matched one, or ""
     */
    public record Judged(
            AwsBudget budget, CostBasis basis, TeamMatch match, String team, Optional<WatchesNothing> nothing) {}

    /**
     * What decides which costs are a team's.
     *
     * @param keys of the tags that name teams
     * @param rules of any day
     */
    public record TeamFacts(LocalDate today, TeamKeys keys, TeamTags tags, List<OwnershipRule> rules) {
        public TeamFacts {
            rules = List.copyOf(rules);
        }
    }

    private TeamFacts facts() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Set<String> values = new HashSet<>(terms.all(Kind.TAG_VALUE).values());
        values.remove("");
        List<OwnershipRule> all = rules.all();
        return new TeamFacts(today, teamKey.keys(), new TeamTags(all, values, today), all);
    }

    public List<Judged> judged(List<AwsBudget> budgets) {
        return budgets.isEmpty() ? List.of() : judging().of(budgets);
    }

    /** Reads what decides once, for budgets that are judged one after another. */
    public Judging judging() {
        return new Judging();
    }

    /** Judges budgets by what was read when it was made. */
    public final class Judging {
        private final TeamFacts team = facts();
        private final Map<TeamId, String> names =
                organisation.teams().stream().collect(Collectors.toMap(Team::id, Team::name));
        private final Facts facts = new Facts(
                clock.instant(),
                tags.active(),
                team.keys().on(team.today()).stream().map(FilterReading::bare).toList(),
                team.tags().known());

        private Judging() {}

        public TeamFacts team() {
            return team;
        }

        public List<Judged> of(List<AwsBudget> budgets) {
            return budgets.stream().map(this::of).toList();
        }

        private Judged of(AwsBudget budget) {
            WatchedCosts watched = FilterReading.of(budget.filter());
            CostBasis basis = CostBasis.of(budget);
            DayRange days = BudgetDays.of(budget, team.today())
                    .orElseGet(() -> new DayRange(team.today(), team.today().plusDays(1)));
            TeamMatch match =
                    TeamMatch.of(watched, basis, team.keys().during(days.from(), days.to()), team.tags(), names);
            String owner = match instanceof TeamMatch.Matched matched ? names.getOrDefault(matched.team(), "") : "";
            return new Judged(budget, basis, match, owner, WatchesNothing.of(budget, watched, facts));
        }
    }

    /** Reads either form of a budget's filter; what it doesn't know it says, so that nothing is matched by mistake. */
    static final class FilterReading {
        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final String USER = "user:";
        private static final String AWS = "aws:";
        private static final String RECORD_TYPE = "RECORD_TYPE";
        private static final Set<String> PLAIN = Set.of("EQUALS", "CASE_SENSITIVE");
        private static final String ANY_CASE = "CASE_INSENSITIVE";
        private static final String ABSENT = "ABSENT";

        /** Both forms' words for what is filtered by. */
        private static final Map<String, String> WORDS = Map.ofEntries(
                Map.entry("Service", "a service"),
                Map.entry("SERVICE", "a service"),
                Map.entry("LinkedAccount", "an account"),
                Map.entry("LINKED_ACCOUNT", "an account"),
                Map.entry("Region", "a Region"),
                Map.entry("REGION", "a Region"),
                Map.entry("UsageType", "a usage type"),
                Map.entry("USAGE_TYPE", "a usage type"),
                Map.entry("UsageTypeGroup", "a usage type group"),
                Map.entry("InstanceType", "an instance type"),
                Map.entry("INSTANCE_TYPE", "an instance type"),
                Map.entry("Operation", "an operation"),
                Map.entry("OPERATION", "an operation"),
                Map.entry("PurchaseType", "a purchase option"),
                Map.entry("PURCHASE_TYPE", "a purchase option"),
                Map.entry("RecordType", "a charge type"),
                Map.entry(RECORD_TYPE, "a charge type"),
                Map.entry("AZ", "an Availability Zone"),
                Map.entry("CostCategory", "a cost category"),
                Map.entry("LegalEntityName", "a seller"),
                Map.entry("LEGAL_ENTITY_NAME", "a seller"),
                Map.entry("InvoicingEntity", "an invoicing entity"),
                Map.entry("INVOICING_ENTITY", "an invoicing entity"));

        private final List<TagCondition> tags = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private final Set<String> without = new HashSet<>();
        private boolean understood = true;

        private FilterReading() {}

        static WatchedCosts of(AwsFilter filter) {
            var reading = new FilterReading();
            String expression = filter.expression();
            if (expression != null) {
                try {
                    reading.expression(JSON.readTree(expression));
                } catch (JacksonException e) {
                    reading.understood = false;
                }
            }
            filter.costFilters().forEach(reading::costFilter);
            return new WatchedCosts(
                    reading.tags, reading.others.stream().distinct().toList(), reading.without, reading.understood);
        }

        private void costFilter(String name, List<String> values) {
            if (name.equals("TagKeyValue")) {
                tagKeyValues(values);
            } else {
                others.add(word(name));
            }
        }

        /** {@code user:team$ml}: only the first dollar ends the key, and a value may be empty. */
        private void tagKeyValues(List<String> keyValues) {
            Map<String, List<String>> found = new LinkedHashMap<>();
            Map<String, List<String>> lost = new LinkedHashMap<>();
            for (String keyValue : keyValues) {
                int dollar = keyValue.indexOf('$');
                if (dollar <= 0) {
                    understood = false;
                    continue;
                }
                String key = keyValue.substring(0, dollar);
                boolean prefixed = key.startsWith(USER) || key.startsWith(AWS);
                (prefixed ? found : lost)
                        .computeIfAbsent(bare(key), any -> new ArrayList<>())
                        .add(keyValue.substring(dollar + 1));
            }
            found.forEach((key, values) -> tags.add(new TagCondition(key, true, false, values)));
            lost.forEach((key, values) -> {
                if (found.isEmpty()) {
                    tags.add(new TagCondition(key, false, false, values));
                } else {
                    understood = false;
                }
            });
        }

        static String bare(String key) {
            return key.startsWith(USER) ? key.substring(USER.length()) : key;
        }

        private void expression(JsonNode node) {
            String kind = only(node);
            if (kind == null) {
                understood = false;
                return;
            }
            JsonNode inside = node.path(kind);
            switch (kind) {
                case "And" -> inside.values().forEach(this::expression);
                case "Or" -> inOrder(inside);
                case "Tags" -> tag(inside);
                case "Dimensions" -> others.add(word(inside.path("Key").asString("")));
                case "CostCategories" -> others.add("a cost category");
                case "Not" -> not(inside);
                default -> understood = false;
            }
        }

        /** The one member that has a value; null where there is none, or another one too. */
        private static @Nullable String only(JsonNode node) {
            List<String> names = node.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList();
            return names.size() == 1 ? names.getFirst() : null;
        }

        private void tag(JsonNode leaf) {
            understood &= isPlain(leaf);
            add(condition(leaf));
        }

        private void add(TagCondition condition) {
            if (tags.stream().anyMatch(tag -> !Collections.disjoint(tag.keys(), condition.keys()))) {
                understood = false;
            }
            tags.add(condition);
        }

        private static TagCondition condition(JsonNode leaf) {
            return new TagCondition(
                    bare(leaf.path("Key").asString("")),
                    true,
                    texts(leaf.path("MatchOptions")).contains(ANY_CASE),
                    texts(leaf.path("Values")));
        }

        private static boolean isPlain(JsonNode leaf) {
            return texts(leaf.path("MatchOptions")).stream()
                            .allMatch(option -> PLAIN.contains(option) || option.equals(ANY_CASE))
                    && !texts(leaf.path("Values")).isEmpty()
                    && !leaf.path("Key").asString("").isEmpty();
        }

        /** One of the values at the first key, or at the second where the first is absent, and so on. */
        private void inOrder(JsonNode ways) {
            List<Optional<Way>> read = ways.values().stream().map(Way::of).toList();
            List<Way> ordered = read.stream()
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(way -> way.absent().size()))
                    .toList();
            boolean one = ordered.size() > 1 && ordered.size() == read.size();
            var keys = new ArrayList<String>();
            for (Way way : ordered) {
                String key = way.present().keys().getFirst();
                TagCondition first = ordered.getFirst().present();
                one &= way.absent().equals(Set.copyOf(keys))
                        && !keys.contains(key)
                        && way.present().anyCase() == first.anyCase()
                        && Set.copyOf(way.present().values()).equals(Set.copyOf(first.values()));
                keys.add(key);
            }
            if (one) {
                TagCondition first = ordered.getFirst().present();
                add(new TagCondition(keys, true, first.anyCase(), first.values()));
            } else {
                understood = false;
            }
        }

        /** Costs without these keys whose tag has one of the values. */
        private record Way(Set<String> absent, TagCondition present) {
            /** Empty where it says anything else. */
            static Optional<Way> of(JsonNode node) {
                List<JsonNode> parts =
                        "And".equals(only(node)) ? List.copyOf(node.path("And").values()) : List.of(node);
                var absent = new HashSet<String>();
                var present = new ArrayList<TagCondition>();
                for (JsonNode part : parts) {
                    JsonNode leaf = part.path("Tags");
                    if (!"Tags".equals(only(part))) {
                        return Optional.empty();
                    } else if (texts(leaf.path("MatchOptions")).equals(List.of(ABSENT))
                            && leaf.path("Values").isEmpty()) {
                        absent.add(bare(leaf.path("Key").asString("")));
                    } else if (isPlain(leaf)) {
                        present.add(condition(leaf));
                    } else {
                        return Optional.empty();
                    }
                }
                return present.size() == 1 ? Optional.of(new Way(absent, present.getFirst())) : Optional.empty();
            }
        }

        /** What is left out by its charge type is left out of our figure too. */
        private void not(JsonNode part) {
            JsonNode leaf = part.path("Dimensions");
            boolean byType = "Dimensions".equals(only(part))
                    && leaf.path("Key").asString("").equals(RECORD_TYPE)
                    && PLAIN.containsAll(texts(leaf.path("MatchOptions")));
            if (byType) {
                without.addAll(texts(leaf.path("Values")));
            } else {
                understood = false;
            }
        }

        private static List<String> texts(JsonNode array) {
            return array.values().stream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .toList();
        }

        private static String word(String name) {
            return WORDS.getOrDefault(name, "\u201C" + name + "\u201D");
        }
    }
}
