package dev.bursar.setup;

import dev.bursar.setup.spi.AwsConnection.TagKey;
import org.jspecify.annotations.Nullable;

/**
 * A cost allocation tag as AWS lists it.
 *
 * @param spend null while nobody has had it read
 */
public record FoundKey(TagKey tag, @Nullable SpendOfKey spend) {}
