package dev.bursar.ownership;

import module java.base;

/** Addresses of this module's pages, for other pages. */
public final class OwnershipLinks {
    public static final String RULES = "admin/rules";
    public static final String NEW = "new";
    public static final String TAG_VALUE = "tag";
    public static final String ACCOUNT = "account";
    public static final String SERVICE = "service";

    private OwnershipLinks() {}

    /** The page that adds a rule, with what isn't empty filled in. */
    public static String newRule(String tagValue, String account, String service) {
        var filled = new LinkedHashMap<String, String>();
        filled.put(TAG_VALUE, tagValue);
        filled.put(ACCOUNT, account);
        filled.put(SERVICE, service);
        filled.values().removeIf(String::isEmpty);
        return RULES + "/" + NEW
                + filled.entrySet().stream()
                        .map(OwnershipLinks::written)
                        .collect(Collectors.joining("&", filled.isEmpty() ? "" : "?", ""));
    }

    private static String written(Map.Entry<String, String> part) {
        return part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8);
    }
}
