package dev.bursar.inventory.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A resource as AWS shows it. Texts are as AWS gives them, at most 2,048 characters for the ARN, 256 for a tag's key and 1,024 for
 * its value; an adapter leaves out what is longer or can't be stored, and says so in its log.
 *
 * @param account whose it is, as AWS says; null where it doesn't say
 * @param region as AWS says, such as {@code global}; null where it doesn't say
 * @param type as Resource Explorer names it, such as {@code ec2:instance}; null where AWS doesn't say
 * @param tags all its tags, those of AWS itself ({@code aws:…}) too; empty for none
 * @param takesTags false where resources of its type can't have tags
 */
public record FoundResource(
        String arn,
        @Nullable String account,
        @Nullable String region,
        @Nullable String type,
        Map<String, String> tags,
        boolean takesTags) {
    public FoundResource {
        tags = Map.copyOf(tags);
    }

    public FoundResource takingTags(boolean takes) {
        return new FoundResource(arn, account, region, type, tags, takes);
    }
}
