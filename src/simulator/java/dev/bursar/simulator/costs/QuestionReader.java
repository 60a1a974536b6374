package dev.bursar.simulator.costs;

import dev.bursar.simulator.costs.Attribute.Dimension;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads GroupBy and Filter of a request, refusing what Cost Explorer refuses.
 *
 * @param byResource whether RESOURCE_ID is a dimension
 */
record QuestionReader(Organisation organisation, boolean byResource) {
    private static final List<String> NODES = List.of("And", "Or", "Not", "Dimensions", "Tags", "CostCategories");
    private static final int MOST_GROUPS = 2;

    QuestionReader(Organisation organisation) {
        this(organisation, false);
    }

    List<Attribute> groups(JsonNode request) {
        var groups = Json.list(request, "GroupBy");
        if (groups.size() > MOST_GROUPS) {
            throw AwsRefusal.invalid("1 validation error detected: Value at 'groupBy' failed to satisfy constraint:"
                    + " Member must have length less than or equal to 2");
        }
        return groups.stream().map(this::group).toList();
    }

    private Attribute group(JsonNode group) {
        var type = Json.text(group, "Type");
        var key = Json.text(group, "Key");
        if (type == null || type.isEmpty() || key == null || key.isEmpty()) {
            throw AwsRefusal.invalid(
                    "Group Definition is invalid. Both type an key need to be set to a non-empty value.");
        }
        return switch (type) {
            case "DIMENSION" -> new Attribute.OfDimension(dimension(key, "Group Definition dimension is invalid."));
            case "TAG" -> tag(key);
            case "COST_CATEGORY" -> category(key);
            default -> throw AwsRefusal.invalid("Group Definition type is invalid.");
        };
    }

    Filter filter(JsonNode request) {
        var filter = request.get("Filter");
        return filter == null || filter.isNull() ? Filter.ALL : node(filter);
    }

    Dimension dimension(String name, String refusal) {
        for (var dimension : Dimension.values()) {
            if (dimension.name().equals(name)) {
                if (dimension == Dimension.RESOURCE_ID && !byResource) {
                    throw AwsRefusal.invalid("Dimension RESOURCE_ID is not allowed.");
                }
                return dimension;
            }
        }
        var valid = Arrays.stream(Dimension.values()).map(Enum::name).collect(Collectors.joining(", "));
        throw AwsRefusal.invalid(refusal + " Valid values are " + valid);
    }

    /** A caller's key may be asked for with {@code user:} before it, and is then answered so. */
    Attribute.OfTag tag(String key) {
        var bare = key.startsWith("user:" + Organisation.CALLER) ? key.substring("user:".length()) : key;
        return new Attribute.OfTag(key, bare, organisation.carriedTags().keys().contains(bare));
    }

    private Attribute category(String name) {
        return new Attribute.OfCategory(name, organisation.category(name));
    }

    private Filter node(JsonNode node) {
        var present = NODES.stream()
                .filter(name -> node.has(name) && !node.get(name).isNull())
                .toList();
        if (present.size() != 1) {
            throw AwsRefusal.invalid(
                    "Expression can only have one root element: And, Or, Not, Dimensions, Tags or CostCategories");
        }
        var name = present.getFirst();
        var value = node.get(name);
        return switch (name) {
            case "And" -> new Filter.And(parts(node, name));
            case "Or" -> new Filter.Or(parts(node, name));
            case "Not" -> new Filter.Not(node(value));
            case "Dimensions" -> leaf(dimension(value), value, false);
            case "Tags" -> leaf(tag(key(value)), value, true);
            default -> leaf(category(key(value)), value, true);
        };
    }

    private List<Filter> parts(JsonNode node, String name) {
        var parts = Json.list(node, name);
        if (parts.size() < 2) {
            throw AwsRefusal.invalid(name + " expression must have at least two operands");
        }
        return parts.stream().map(this::node).toList();
    }

    private Attribute dimension(JsonNode value) {
        return new Attribute.OfDimension(dimension(key(value), "Dimension is invalid."));
    }

    private static String key(JsonNode value) {
        var key = Json.text(value, "Key");
        if (key == null || key.isEmpty()) {
            throw AwsRefusal.invalid("Filter is invalid. Key needs to be set to a non-empty value.");
        }
        return key;
    }

    private static Filter leaf(Attribute attribute, JsonNode value, boolean emptyMeansAbsent) {
        var values = Json.texts(value, "Values");
        var options = new ArrayList<>(Json.texts(value, "MatchOptions"));
        var insensitive = options.remove("CASE_INSENSITIVE");
        if (options.remove("CASE_SENSITIVE") && insensitive || options.size() > 1) {
            throw AwsRefusal.invalid("MatchOptions are contradictory");
        }
        var option = options.isEmpty() ? null : options.getFirst();
        if ("ABSENT".equals(option) || option == null && values.isEmpty() && emptyMeansAbsent) {
            return absent(attribute, values);
        }
        if (values.isEmpty()) {
            throw AwsRefusal.invalid("Filter is invalid. Values need to be set to a non-empty list.");
        }
        return new Filter.Fits(attribute, comparison(option), !insensitive, Set.copyOf(values));
    }

    private static Filter absent(Attribute attribute, List<String> values) {
        if (!values.isEmpty()) {
            throw AwsRefusal.invalid("Values must be empty when MatchOptions is ABSENT");
        }
        return new Filter.Absent(attribute);
    }

    private static Filter.Comparison comparison(@Nullable String option) {
        var comparison = Filter.Comparison.named(option == null ? "EQUALS" : option);
        if (comparison == null) {
            throw AwsRefusal.invalid("MatchOption " + option + " is not supported");
        }
        return comparison;
    }
}
