package dev.bursar.charges;

/** How the texts of charges are shown, so that no two choices read the same. */
public final class ChoiceText {
    public static final String UNTAGGED = "Untagged";
    public static final String NOT_STATED = "Not stated";
    /** Of a tag's values where the source of the charge has no such tag. */
    public static final String NOT_KNOWN = "Not known";

    /** Of charges that are of no model at all. */
    public static final String NO_MODEL = "Not a model";

    public static final String NO_PODS = "Hours without pods";
    public static final String IDLE = "Idle";
    /** Of what split cost allocation gives no name: ECS has no namespaces, and a service's tag may not be active. */
    public static final String UNNAMED = "Not named";

    public static final String NO_PROFILE = "No inference profile";
    /** Of what isn't said by a usage type that is known. */
    public static final String OTHER = "Other";

    private ChoiceText() {}

    /**
     * What a text of charges is called, so that one that reads like those without a text is told from them.
     *
     * @param otherwise what is without a text
     */
    public static String of(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text.equalsIgnoreCase(otherwise) ? text + " (value)" : text;
    }

    /** What a key of a dimension of models is called. */
    public static String ofModels(String key) {
        return switch (key) {
            case "" -> NO_MODEL;
            case Dimension.NOT_STATED -> NOT_STATED;
            case Dimension.OTHER -> OTHER;
            default -> key;
        };
    }

    /** What a key of a dimension of clusters is called: its last name. Only split cost allocation states one. */
    public static String ofClusters(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        if (key.isEmpty()) {
            return NOT_STATED;
        }
        return key.endsWith("///") ? IDLE : key.endsWith("//") ? NO_PODS : name.isEmpty() ? UNNAMED : name;
    }

    /** What the value of a tag is called that not all sources state. */
    public static String ofTag(Dimension.Tag tag, String value) {
        return value.equals(Dimension.NOT_STATED) ? NOT_KNOWN : of(of(value, tag.none()), NOT_KNOWN);
    }
}
