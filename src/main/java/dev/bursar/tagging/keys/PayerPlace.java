package dev.bursar.tagging.keys;

import dev.bursar.changes.write.WriteSettings;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import module java.base;
import org.springframework.stereotype.Component;

/** Where cost allocation tags are: in the payer's account. */
@Component
class PayerPlace {
    private static final String REGION = "us-east-1";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",\
            "Action":"ce:ListCostAllocationTagBackfillHistory"}]}""";

    private final Reach reach;

    PayerPlace(Reach reach) {
        this.reach = reach;
    }

    /** Empty before AWS has said whose credentials Bursar has. */
    Optional<String> account() {
        return Optional.ofNullable(reach.payer());
    }

    /** By the writing role, in sessions that may read backfills and nothing else; empty before AWS has said who the payer is. */
    Optional<Place> reading(WriteSettings settings) {
        return account()
                .map(account -> new Place(
                        account,
                        REGION,
                        new MemberRole(
                                settings.roleName(),
                                reach.externalId(),
                                new MemberRole.Use("bursar-tag-keys", POLICY, "bursar"))));
    }
}
