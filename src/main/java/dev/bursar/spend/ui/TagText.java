package dev.bursar.spend.ui;

import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.TagFacts;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the Spend page says about costs whose tag isn't known. */
final class TagText {
    private TagText() {}

    /**
     * {@code Not known: the costs of 1–12 Oct come from Cost Explorer, which only has the tag team.} Of filters on the tag it says how much
     * they leave out for that. Empty where all is known.
     *
     * @param teamTag the key of the tag that Cost Explorer is asked by; empty where there is none
     */
    static List<String> of(CostResult answer, Optional<String> teamTag) {
        return answer.tag()
                .filter(facts -> !facts.notKnown().isEmpty())
                .map(facts -> words(answer, facts, teamTag))
                .orElse(List.of());
    }

    private static List<String> words(CostResult answer, TagFacts facts, Optional<String> teamTag) {
        var words = new ArrayList<String>();
        Dimension by = answer.question().groupBy();
        if (answer.currencies().stream()
                .flatMap(spend -> spend.rows().stream())
                .anyMatch(row -> SpendText.isNotKnown(by, row.key())
                        || row.parts().stream().anyMatch(part -> part.key().equals(Dimension.NOT_STATED)))) {
            words.add(ChoiceText.NOT_KNOWN + ": " + source(facts, teamTag));
        }
        leftOut(facts, teamTag).ifPresent(words::add);
        return words;
    }

    /** {@code $120.00 is not included because its tag env isn't known: the costs of 1–12 Oct come from …}; empty where all is known. */
    static Optional<String> leftOut(TagFacts facts, Optional<String> teamTag) {
        return facts.leftOut().isEmpty()
                ? Optional.empty()
                : Optional.of(facts.leftOut().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(sum -> Formats.money(sum.getValue(), sum.getKey()))
                                .collect(Collectors.joining(" and "))
                        + " is not included because its tag "
                        + PlainText.cut(facts.tag().key(), 60)
                        + " isn\u2019t known: " + source(facts, teamTag));
    }

    private static String source(TagFacts facts, Optional<String> teamTag) {
        return (facts.exported()
                        ? "costs of " + Formats.count(facts.accounts(), "account", "accounts") + " on "
                        : "the costs of ")
                + FactLine.days(facts.notKnown())
                + " come from Cost Explorer, "
                + teamTag.map(key -> "which only has the tag " + PlainText.cut(key, 60) + ".")
                        .orElse("without tags.");
    }
}
