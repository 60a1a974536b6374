package dev.bursar.charges.query;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.terms.AskedParts;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.stereotype.Component;

/** Tells which ownership rules claimed the charges of a question. */
@Component
public class ClaimQueries {
    private static final String PROFILE = """
            case when c.resource_id in (select id from term where kind = 10 and value like '%inference-profile/%')
                 then c.resource_id else 0 end""";

    private final CostQueries queries;

    ClaimQueries(CostQueries queries) {
        this.queries = queries;
    }

    /**
     * The part of a rule's claim that one tag value, account, caller, inference profile and part of a node make up; the last three are 0
     * where the charges state none.
     *
     * @param range which of the days between cuts, from 1; 0 where they aren't told apart
     * @param tags the number of all tags; 0 where they aren't told apart, and of charges that state none
     */
    public record Claim(
            int rule,
            int team,
            int tagValue,
            int account,
            int caller,
            int profile,
            int part,
            int range,
            int tags,
            String currency,
            BigDecimal amount) {}

    /**
     * Which rules claimed what, the largest first.
     *
     * @param asked which parts of nodes are told apart
     * @param cuts the first days of ranges to be told apart, with all tags of the charges; none for neither
     * @param limit of how many parts; of all where tags are told apart
     */
    public List<Claim> claims(
            CostQuery question,
            List<Condition> conditions,
            Visibility visibility,
            AskedParts asked,
            List<LocalDate> cuts,
            int limit) {
        String amount = "sum(c." + question.cost().column() + ")";
        return queries.ask(
                        "select c.rule_id rule, c.team_id team, c.tag_value_id tag_value, c.account_id account, "
                                + "coalesce(c.caller_id, 0) caller, " + PROFILE + " profile, " + asked.part()
                                + " part, "
                                + (cuts.isEmpty()
                                        ? "0 as range, 0 tags"
                                        : "width_bucket(c.charge_day, cast(:cuts as date[])) as range, coalesce("
                                                + ClusterPart.DECIDING_TAGS + ", 0) tags")
                                + ", c.currency, " + amount + " amount from charge c ",
                        " group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by abs(" + amount
                                + ") desc, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10" + (cuts.isEmpty() ? " limit :limit" : ""),
                        question.from(),
                        question.to(),
                        conditions,
                        visibility)
                .params(Params.of("limit", limit).and("cuts", cuts))
                .params(asked.parameters())
                .query(RecordMapper.of(Claim.class))
                .list();
    }
}
