package dev.bursar.efficiency.workload;

import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.spi.ProfileNames;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of inference profiles as the places' lists had them; of gone ones too, because their charges stay. */
@Component
class StoredProfileNames implements ProfileNames {
    private final JdbcClient jdbc;

    StoredProfileNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Named(String arn, String name) {}

    @Override
    public Map<String, String> of(Collection<String> profiles) {
        Set<String> asked = Set.copyOf(profiles);
        String[] accounts = asked.stream()
                .filter(profile -> profile.contains(":"))
                .map(profile -> profile.substring(0, profile.indexOf(':')))
                .distinct()
                .toArray(String[]::new);
        Map<String, String> names = new HashMap<>();
        jdbc.sql("""
                        select arn, name from inference_profile where account = any(:accounts) and name <> ''
                         order by seen_at, arn
                        """)
                .param("accounts", accounts)
                .query(RecordMapper.of(Named.class))
                .list()
                .forEach(one -> InferenceProfile.of(one.arn())
                        .map(InferenceProfile::text)
                        .filter(asked::contains)
                        .ifPresent(profile -> names.put(profile, one.name())));
        return names;
    }
}
