package dev.bursar.spend.ui;

import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.TagFacts;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

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
        return answer.tag().map(facts -> words(answer, facts, teamTag)).orElse(List.of());
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
        if (!words.isEmpty()) {
            unused(facts.kept()).ifPresent(words::add);
        }
        if (!facts.kept().days().isEmpty()) {
            words.add("The tag values of " + FactLine.days(facts.kept().days()) + " come from a breakdown.");
        }
        return words;
    }

    /** Why a breakdown doesn't say more; empty where there is none. */
    private static Optional<String> unused(TagFacts.Kept kept) {
        var words = new ArrayList<String>();
        if (!kept.byMonth().isEmpty()) {
            words.add("A breakdown has "
                    + kept.byMonth().stream().map(Formats::month).collect(Collectors.joining(", "))
                    + " by month only: choose Monthly to see its values.");
        }
        if (!kept.differing().isEmpty()) {
            words.add("The breakdown\u2019s total for " + FactLine.days(kept.differing())
                    + " differs from these costs, so its values aren\u2019t used.");
        }
        if (words.isEmpty() && kept.days().isEmpty() && !kept.by().isEmpty()) {
            words.add("A breakdown has EffectiveCost by this tag and "
                    + kept.by().stream().map(SpendText::inSentence).collect(Collectors.joining(" or "))
                    + " only.");
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }

    /** {@code $120.00 is not included because the tag env isn't known: the costs of 1–12 Oct come from …}; empty where all is known. */
    static Optional<String> leftOut(TagFacts facts, Optional<String> teamTag) {
        return facts.leftOut().isEmpty()
                ? Optional.empty()
                : Optional.of(facts.leftOut().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(sum -> Formats.money(sum.getValue(), sum.getKey()))
                                .collect(Collectors.joining(" and "))
                        + (facts.leftOut().size() == 1 ? " is" : " are") + " not included because the tag "
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
