package dev.bursar.tagging;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Puts resources and what they cost into the inventory, as reading AWS would. */
public final class ResourceRows {
    public static final String ACCOUNT = "111122223333";
    public static final LocalDate FIRST = LocalDate.of(2026, 10, 25);
    public static final LocalDate LAST = LocalDate.of(2026, 11, 23);

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    /** @param jdbc of the portal or of the database's owner */
    public ResourceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets all of them, policies, exemptions and violations too; the portal itself deletes no policy. */
    public static void clear(JdbcClient owner) {
        owner.sql("""
                        truncate resource, resource_cost, resource_cost_state, inventory_reading, tag_policy, tag_exemption,
                          tag_violation, tag_likely_team, tag_check_state
                        """).update();
    }

    /** An EC2 instance that people made, without tags, costs and owner, until it is told otherwise. */
    public Row instance(String name) {
        return new Row("ec2:instance", name, "arn:aws:ec2:eu-central-1:" + ACCOUNT + ":instance/" + name);
    }

    /** The same of another type, such as {@code s3:bucket}. */
    public Row of(String type, String name) {
        return new Row(
                type, name, "arn:aws:" + type.split(":")[0] + ":eu-central-1:" + ACCOUNT + ":" + type + "/" + name);
    }

    /** The days that costs are of. */
    public void costDays() {
        jdbc.sql("""
                        insert into resource_cost_state (first_day, last_day, fingerprint, joined_at)
                        values (:first, :last, 'test', '2026-11-24T06:00:00Z') on conflict (single) do nothing
                        """).param("first", FIRST).param("last", LAST).update();
    }

    /** A resource that is not stored yet. */
    public final class Row {
        private final String type;
        private final String name;
        private String arn;
        private String account = ACCOUNT;
        private Map<String, String> tags = Map.of();
        private int team;
        private @Nullable String madeBy;
        private boolean costKnown = true;
        private boolean onlyTagging;
        private boolean gone;

        private Row(String type, String name, String arn) {
            this.type = type;
            this.name = name;
            this.arn = arn;
        }

        public Row arn(String other) {
            arn = other;
            return this;
        }

        public Row in(String otherAccount) {
            arn = arn.replace(account, otherAccount);
            account = otherAccount;
            return this;
        }

        public Row tags(Map<String, String> all) {
            tags = all;
            return this;
        }

        public Row tag(String key, String value) {
            return tags(Map.of(key, value));
        }

        /** @param number of a team; 0 for nobody */
        public Row ownedBy(int number) {
            team = number;
            return this;
        }

        public Row madeBy(String service) {
            madeBy = service;
            return this;
        }

        /** No export covers its account. */
        public Row costUnknown() {
            costKnown = false;
            return this;
        }

        /** Only the Tagging API shows it, as it shows deleted ones for a while. */
        public Row onlyTagging() {
            onlyTagging = true;
            return this;
        }

        public Row gone() {
            gone = true;
            return this;
        }

        public String arn() {
            return arn;
        }

        /** Stores it; returns its number. */
        public long add() {
            return jdbc.sql("""
                            insert into resource (arn, arn_hash, account, region, type, name, tags, made_by, read_account, read_region,
                                   tagging_seen, explorer_seen, first_seen, last_seen, gone_at, team_id, owner_by, cost_known)
                            values (:arn, :hash, :account, 'eu-central-1', :type, :name, :tags, :madeBy, :account, 'eu-central-1',
                                    cast(:tagging as timestamptz), cast(:explorer as timestamptz), '2026-11-01T06:00:00Z',
                                    '2026-11-24T06:00:00Z', cast(:gone as timestamptz), :team, :by, :known)
                            returning id
                            """)
                    .param("arn", arn)
                    .param("hash", sha256(arn))
                    .param("account", account)
                    .param("type", type)
                    .param("name", name)
                    .param("tags", JSON.writeValueAsString(tags))
                    .param("madeBy", madeBy)
                    .param("tagging", gone ? null : "2026-11-24T06:00:00Z")
                    .param("explorer", gone || onlyTagging ? null : "2026-11-24T06:00:00Z")
                    .param("gone", gone ? "2026-11-24T06:00:00Z" : null)
                    .param("team", team)
                    .param("by", team == 0 ? "nobody" : "rules")
                    .param("known", costKnown)
                    .query(Long.class)
                    .single();
        }

        /** Stores it with its EffectiveCost of the latest 30 days, charged to its owner; returns its number. */
        public long costing(String amount) {
            return costing(amount, "USD");
        }

        public long costing(String amount, String currency) {
            long id = add();
            cost(id, team, amount, currency);
            return id;
        }
    }

    /** Adds what a stored resource cost on the latest 30 days. */
    public void cost(long resource, int team, String amount, String currency) {
        cost(resource, "days", FIRST, team, amount, currency);
        jdbc.sql("update resource set has_cost = true where id = :id")
                .param("id", resource)
                .update();
        costDays();
    }

    /** Adds what a stored resource cost in a month. */
    public void monthCost(long resource, LocalDate month, int team, String amount, String currency) {
        cost(resource, "month", month, team, amount, currency);
    }

    private void cost(long resource, String span, LocalDate day, int team, String amount, String currency) {
        jdbc.sql("""
                        insert into resource_cost (resource_id, span, first_day, currency, team_id, effective_cost)
                        values (:id, :span, :day, :currency, :team, :cost)
                        """)
                .param("id", resource)
                .param("span", span)
                .param("day", day)
                .param("currency", currency)
                .param("team", team)
                .param("cost", new BigDecimal(amount))
                .update();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
