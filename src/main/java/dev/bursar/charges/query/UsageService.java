package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.sums.UsageSum;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says how much was consumed of services and what it cost, of what the person who asks may see. */
@Service
@Transactional(readOnly = true)
public class UsageService {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')";

    private final UsageQueries queries;
    private final QueryConditions conditions;
    private final DimensionLabels labels;
    private final TermDictionary terms;
    private final Scope scope;

    UsageService(
            UsageQueries queries,
            QueryConditions conditions,
            DimensionLabels labels,
            TermDictionary terms,
            Scope scope) {
        this.queries = queries;
        this.conditions = conditions;
        this.labels = labels;
        this.terms = terms;
        this.scope = scope;
    }

    /**
     * Charges that have all of this in common.
     *
     * @param day of daily questions, else the first day of the question
     * @param part of the question's second dimension; with empty texts where it has none
     * @param usageType "" where the source doesn't say, as Cost Explorer
     * @param unit of the quantity; "" where the source doesn't say
     * @param exported whether they come from a charge file
     * @param quantity null where some charge says none
     */
    public record Usage(
            LocalDate day,
            Choice part,
            String service,
            String recordType,
            String usageType,
            String unit,
            String currency,
            boolean exported,
            BigDecimal cost,
            @Nullable BigDecimal quantity) {}

    /**
     * The sums of a question, whatever it is grouped by: of each service, record type, usage type and unit, of daily questions by day, and
     * by its second dimension; in no order, and those that have all in common may come in several. Without rights there are none.
     *
     * @param question by stored dimensions: none of {@link Dimension#OF_TEAMS}
     */
    @PreAuthorize(MAY_SEE)
    public List<Usage> usage(CostQuery question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        List<UsageSum> sums = conditions.of(question).all().stream()
                .flatMap(stretch -> queries.sums(stretch, question.granularity(), visibility).stream())
                .toList();
        Map<Integer, String> texts = terms.texts(sums.stream()
                .flatMap(sum -> Stream.of(sum.service(), sum.recordType(), sum.usageType()))
                .filter(id -> id != DimensionColumn.NOT_STATED)
                .collect(Collectors.toSet()));
        Dimension thenBy = question.thenBy();
        Labels parts = thenBy == null
                ? id -> new Choice("", "")
                : labels.of(
                        thenBy,
                        sums.stream()
                                .map(UsageSum::part)
                                .filter(Objects::nonNull)
                                .map(Long::valueOf)
                                .collect(Collectors.toSet()));
        return sums.stream()
                .map(sum -> new Usage(
                        Optional.ofNullable(sum.day()).orElse(question.from()),
                        parts.of(Optional.ofNullable(sum.part()).orElse(DimensionColumn.NOT_STATED)),
                        texts.getOrDefault(sum.service(), ""),
                        texts.getOrDefault(sum.recordType(), ""),
                        texts.getOrDefault(sum.usageType(), ""),
                        sum.unit(),
                        sum.currency(),
                        sum.exported(),
                        sum.cost(),
                        sum.quantity()))
                .toList();
    }
}
