package dev.bursar.aws.places;

import dev.bursar.aws.AwsText;
import dev.bursar.inventory.spi.FoundResource;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.resourceexplorer2.model.Resource;
import software.amazon.awssdk.services.resourceexplorer2.model.ResourceProperty;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** Reads resources from AWS's answers; what is too long or can't be stored is left out and counted in the log. */
final class ResourceReader {
    private static final Logger log = LoggerFactory.getLogger(ResourceReader.class);
    private static final int LONGEST_ARN = 2_048;
    private static final int LONGEST_WORD = 256;
    private static final int LONGEST_VALUE = 1_024;

    private ResourceReader() {}

    static List<FoundResource> tagged(List<ResourceTagMapping> mappings) {
        var found = new ArrayList<FoundResource>();
        for (ResourceTagMapping mapping : mappings) {
            if (fits(mapping.resourceARN(), LONGEST_ARN)) {
                Map<String, String> tags = new LinkedHashMap<>();
                for (Tag tag : mapping.tags()) {
                    add(tags, tag.key(), tag.value());
                }
                found.add(new FoundResource(mapping.resourceARN(), null, null, null, tags, true));
            }
        }
        leftOut(mappings.size() - found.size());
        return found;
    }

    static List<FoundResource> found(List<Resource> resources) {
        var found = new ArrayList<FoundResource>();
        for (Resource resource : resources) {
            if (fits(resource.arn(), LONGEST_ARN)) {
                found.add(new FoundResource(
                        resource.arn(),
                        word(resource.owningAccountId()),
                        word(resource.region()),
                        word(resource.resourceType()),
                        tags(resource),
                        true));
            }
        }
        leftOut(resources.size() - found.size());
        return found;
    }

    /** Those of AWS itself, where the view includes tags. */
    private static Map<String, String> tags(Resource resource) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (ResourceProperty property : resource.properties()) {
            Document data = property.data();
            if ("tags".equals(property.name()) && data != null && data.isList()) {
                for (Document tag : data.asList()) {
                    if (tag.isMap()) {
                        add(tags, text(tag.asMap().get("Key")), text(tag.asMap().get("Value")));
                    }
                }
            }
        }
        return tags;
    }

    private static @Nullable String text(@Nullable Document document) {
        return document != null && document.isString() ? document.asString() : null;
    }

    private static void add(Map<String, String> tags, @Nullable String key, @Nullable String value) {
        String kept = value == null ? "" : value;
        if (key != null && fits(key, LONGEST_WORD) && kept.length() <= LONGEST_VALUE && AwsText.canBeKept(kept)) {
            tags.put(key, kept);
        } else {
            log.warn("A tag was left out, because its key or value is too long or can't be stored");
        }
    }

    private static @Nullable String word(@Nullable String text) {
        return fits(text, LONGEST_WORD) ? text : null;
    }

    private static boolean fits(@Nullable String text, int longest) {
        return text != null && !text.isEmpty() && text.length() <= longest && AwsText.canBeKept(text);
    }

    private static void leftOut(int resources) {
        if (resources > 0) {
            log.warn(
                    "{} resources were left out, because their ARNs are missing, too long or can't be stored",
                    resources);
        }
    }
}
