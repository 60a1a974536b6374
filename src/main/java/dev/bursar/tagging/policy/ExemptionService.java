package dev.bursar.tagging.policy;

import dev.bursar.inventory.Inventory;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.tagging.policy.PolicyRefused.Why;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Exemptions from tag policies: those who see all costs see them, an admin adds and ends them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class ExemptionService {
    /** So many are added by {@link #addAll}. */
    public static final int MOST_AT_ONCE = 200;

    public static final int LONGEST_REASON = 500;

    private static final String ADMIN = "hasRole('ADMIN')";
    private static final int LONGEST_VALUE = 2_048;
    private static final int MOST_YEARS = 5;

    private final JdbcClient jdbc;
    private final PolicyStore policies;
    private final Inventory inventory;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    ExemptionService(
            JdbcClient jdbc, PolicyStore policies, Inventory inventory, Journal journal, Scope scope, Clock clock) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.inventory = inventory;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** Those that hold first, then ended ones; the newest first. At most 1,000. */
    public List<Exemption> all() {
        return jdbc.sql("""
                        select id, policy_id as policy, scope, value, reason, from_day as from, last_day, created_by, created_at,
                               ended_at
                          from tag_exemption
                         order by ended_at is not null or last_day < :today, created_at desc, id desc limit 1000
                        """)
                .param("today", Today.of(clock))
                .query(RecordMapper.of(Exemption.class))
                .list();
    }

    /**
     * What shall be exempt.
     *
     * @param policy null for all policies
     * @param from null where it was not entered
     * @param lastDay included; null where it was not entered
     */
    public record Draft(
            @Nullable Integer policy,
            Exemption.Scope scope,
            String value,
            String reason,
            @Nullable LocalDate from,
            @Nullable LocalDate lastDay) {}

    /**
     * Exempts it at once; returns the exemption's number.
     *
     * @throws PolicyRefused when it can't be
     */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize(ADMIN)
    public int add(Draft draft) {
        String value = draft.value().strip();
        String reason = draft.reason().strip();
        PolicyChecks.require(!value.isEmpty(), Why.EXEMPT_MISSING);
        PolicyChecks.require(PolicyChecks.plain(value, LONGEST_VALUE), Why.EXEMPT_TOO_LONG);
        PolicyChecks.require(
                isKnown(draft.scope(), value),
                switch (draft.scope()) {
                    case RESOURCE -> Why.RESOURCE_UNKNOWN;
                    case TYPE -> Why.TYPE_UNKNOWN;
                    case ACCOUNT -> Why.ACCOUNT_UNKNOWN;
                });
        PolicyChecks.require(!reason.isEmpty(), Why.REASON_MISSING);
        PolicyChecks.require(reason.length() <= LONGEST_REASON, Why.REASON_TOO_LONG);
        LocalDate from = draft.from() == null ? Today.of(clock) : draft.from();
        LocalDate last = draft.lastDay();
        if (last == null) {
            throw new PolicyRefused(Why.LAST_DAY_MISSING);
        }
        PolicyChecks.require(!last.isBefore(from), Why.LAST_DAY_BEFORE_FIRST);
        PolicyChecks.require(!last.isBefore(Today.of(clock)), Why.LAST_DAY_PAST);
        PolicyChecks.require(last.isBefore(Today.of(clock).plusYears(MOST_YEARS)), Why.LAST_DAY_TOO_LATE);
        Integer policy = draft.policy();
        if (policy != null && policies.all().stream().noneMatch(one -> one.id() == policy)) {
            throw new StaleEdit(PolicyAction.subject(policy));
        }
        int id = jdbc.sql("""
                        insert into tag_exemption (policy_id, scope, value, reason, from_day, last_day, created_by, created_at)
                        values (:policy, :scope, :value, :reason, :from, :last_day, :by, :at) returning id
                        """)
                .params(Params.of(new Draft(policy, draft.scope(), value, reason, from, last))
                        .and("by", scope.actor().name())
                        .and("at", clock.instant()))
                .query(Integer.class)
                .single();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("policy", policy == null ? "all" : PolicyAction.subject(policy));
        fields.put(draft.scope().stored(), value);
        fields.put("reason", reason);
        fields.put("from", from.toString());
        fields.put("lastDay", last.toString());
        journal.record(PolicyAction.TAG_EXEMPTION_CREATED, subject(policy, id), null, fields);
        return id;
    }

    /** Exempts all of them at once, or none. */
    @Writes(Guard.PARTS)
    @PreAuthorize(ADMIN)
    public void addAll(List<Draft> drafts) {
        if (drafts.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("At most " + MOST_AT_ONCE + " exemptions are added at once");
        }
        drafts.forEach(this::add);
    }

    private boolean isKnown(Exemption.Scope what, String value) {
        return inventory.has(
                switch (what) {
                    case RESOURCE -> Inventory.Column.ARN;
                    case TYPE -> Inventory.Column.TYPE;
                    case ACCOUNT -> Inventory.Column.ACCOUNT;
                },
                value);
    }

    /** Ends it now; false where it had ended. */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public boolean end(int id) {
        return jdbc.sql("""
                        update tag_exemption set ended_at = :at where id = :id and ended_at is null
                        returning policy_id, scope, value
                        """)
                .param("id", id)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    Map<String, String> fields = Map.of(row.getString("scope"), row.getString("value"));
                    journal.record(
                            PolicyAction.TAG_EXEMPTION_ENDED,
                            subject(row.getObject("policy_id", Integer.class), id),
                            fields,
                            null);
                    return true;
                })
                .optional()
                .orElse(false);
    }

    private static String subject(@Nullable Integer policy, int id) {
        return policy == null ? "tag-exemption:" + id : PolicyAction.subject(policy);
    }
}
