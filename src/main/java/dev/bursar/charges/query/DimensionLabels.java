package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Account;
import dev.bursar.org.MarkedTeams;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** Names what costs are grouped by: teams, accounts and the texts of charges. */
@Component
public class DimensionLabels {
    public static final String UNALLOCATED = "Unallocated";
    private static final String UNTAGGED = ChoiceText.UNTAGGED;
    private static final String NOT_STATED = ChoiceText.NOT_STATED;

    private final TermDictionary terms;
    private final Organisation organisation;
    private final ModelDimensions models;
    private final ClusterDimensions clusters;
    private final ProfileLabels profiles;

    DimensionLabels(
            TermDictionary terms,
            Organisation organisation,
            ModelDimensions models,
            ClusterDimensions clusters,
            ProfileLabels profiles) {
        this.terms = terms;
        this.organisation = organisation;
        this.models = models;
        this.clusters = clusters;
        this.profiles = profiles;
    }

    public interface Labels {
        Choice of(long id);
    }

    /** The keys and names of the dimension's numbers. */
    public Labels of(Dimension dimension, Collection<Long> numbers) {
        if (Dimension.OF_MODELS.contains(dimension)) {
            return models.labels(dimension, numbers);
        }
        if (Dimension.OF_CLUSTERS.contains(dimension)) {
            return clusters.labels(dimension, numbers);
        }
        Set<Integer> ids = numbers.stream().map(Long::intValue).collect(Collectors.toSet());
        return switch (dimension) {
            case Plain.TEAM -> {
                Map<TeamId, String> names = teamNames(organisation);
                yield id -> new Choice(String.valueOf(id), names.getOrDefault(new TeamId((int) id), UNALLOCATED));
            }
            case Plain.ACCOUNT -> {
                Map<Integer, String> texts = terms.texts(ids);
                Map<String, String> names = accountNames(organisation);
                yield id -> {
                    String account = texts.getOrDefault((int) id, "");
                    return new Choice(account, names.getOrDefault(account, account));
                };
            }
            case Plain.CHARGE_CATEGORY -> {
                Map<Integer, String> texts = terms.texts(ids);
                yield id -> {
                    String label = RecordType.category(texts.getOrDefault((int) id, ""))
                            .label();
                    return new Choice(label, label);
                };
            }
            case Plain.SERVICE, Plain.RECORD_TYPE -> texts(ids, "");
            case Plain.TAG_VALUE -> texts(ids, UNTAGGED);
            case Plain.REGION,
                    Plain.USAGE_TYPE,
                    Plain.PRICING_CATEGORY,
                    Plain.COMMITMENT,
                    Plain.RESOURCE,
                    Plain.CALLER -> texts(ids, NOT_STATED);
            case Plain.DEPARTMENT, Plain.COST_CENTRE -> {
                var teams = new TeamDimensions(organisation.attributes());
                yield number -> teams.choice(dimension, (int) number);
            }
            case Plain.PROFILE -> {
                Map<Integer, String> texts = terms.texts(ids);
                Map<String, String> names = profiles.of(
                        texts.values().stream().map(ModelDimensions::profile).collect(Collectors.toSet()));
                yield id -> {
                    String profile = ModelDimensions.profile(texts.getOrDefault((int) id, ""));
                    return new Choice(profile, names.getOrDefault(profile, profile));
                };
            }
            case Plain.MODEL,
                    Plain.DIRECTION,
                    Plain.TIER,
                    Plain.ROUTING,
                    Plain.SELLER,
                    Plain.CLUSTER,
                    Plain.NAMESPACE,
                    Plain.WORKLOAD ->
                throw new IllegalArgumentException("Named by lines or parts: " + dimension.label());
            case Dimension.Tag tag -> {
                Map<Integer, String> values = new HashMap<>();
                terms.texts(ids)
                        .forEach(
                                (id, tags) -> values.put(id, TagsText.read(tags).getOrDefault(tag.key(), "")));
                yield id -> {
                    String value = values.getOrDefault((int) id, Dimension.NOT_STATED);
                    return new Choice(value, ChoiceText.ofTag(tag, value));
                };
            }
        };
    }

    /** Texts that are their own keys; without a text {@code otherwise}. */
    private Labels texts(Collection<Integer> ids, String otherwise) {
        Map<Integer, String> texts = terms.texts(ids);
        return id -> {
            String text = texts.getOrDefault((int) id, "");
            return new Choice(text, ChoiceText.of(text, otherwise));
        };
    }

    /** All teams' names, Unallocated's first. */
    public static Map<TeamId, String> teamNames(Organisation organisation) {
        Map<TeamId, String> names = new LinkedHashMap<>();
        names.put(TeamId.UNALLOCATED, UNALLOCATED);
        organisation.teams().forEach(team -> names.put(team.id(), team.name()));
        return names;
    }

    /** The same as pages show them: new teams are marked. */
    public static Map<TeamId, String> markedTeamNames(Organisation organisation) {
        Map<TeamId, String> names = teamNames(organisation);
        organisation.unconfirmed().forEach(team -> names.computeIfPresent(team, (id, name) -> name + MarkedTeams.NEW));
        return names;
    }

    /** All accounts' names by id. */
    public static Map<String, String> accountNames(Organisation organisation) {
        return organisation.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
    }
}
