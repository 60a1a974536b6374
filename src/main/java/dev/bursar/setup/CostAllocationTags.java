package dev.bursar.setup;

import dev.bursar.setup.spi.AwsConnection.TagKey;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which tags AWS attributes costs to, as it listed them last; for what depends on a tag being active. */
@Component
public class CostAllocationTags {
    private final Findings findings;

    CostAllocationTags(Findings findings) {
        this.findings = findings;
    }

    /** The keys of active tags; empty while AWS has not listed any. */
    @Transactional(readOnly = true)
    public Optional<Set<String>> active() {
        List<FoundKey> keys = findings.keys();
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(keys.stream()
                        .map(FoundKey::tag)
                        .filter(TagKey::active)
                        .map(TagKey::key)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** All keys as AWS listed them last, by key; those that were never listed are not among them. */
    @Transactional(readOnly = true)
    public List<TagKey> all() {
        return findings.keys().stream().map(FoundKey::tag).toList();
    }

    /** When AWS listed them last; empty where it never did. */
    @Transactional(readOnly = true)
    public Optional<Instant> listedAt() {
        return findings.listedAt();
    }

    /** Keeps what AWS listed just now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void listed(List<TagKey> keys) {
        findings.listed(keys);
    }
}
