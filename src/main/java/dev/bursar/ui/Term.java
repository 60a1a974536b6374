package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.shared.Tooltip;
import module java.base;

/** FOCUS's and Bursar's terms with what they mean, where they stand on a page and in the glossary. */
public enum Term {
    EFFECTIVE_COST(
            "EffectiveCost",
            "The cost of what was used, after discounts, with each upfront or recurring commitment fee spread over the"
                    + " usage that it covers. It shows what a team\u2019s usage costs. In Cost Explorer this is net"
                    + " amortized cost."),
    BILLED_COST(
            "BilledCost",
            "The cost as AWS invoices it, on the day on which it is charged. A Savings Plan\u2019s fee is a charge of"
                    + " its own, and usage that it covers costs 0. In Cost Explorer this is net unblended cost."),
    CHARGE_CATEGORY(
            "Charge category",
            "What a charge is: Usage, Purchase (commitment and upfront fees, subscriptions), Tax, Credit, or"
                    + " Adjustment (refunds and rounding). FOCUS and files call it ChargeCategory."),
    UNALLOCATED(
            "Unallocated",
            "Costs that no ownership rule gives to a team. Spend always shows them as a line of their own. On"
                    + " statements, shared pools can take some of them, such as Support or tax, and split them over teams;"
                    + " the rest belongs to no team until a tag or a rule gives it an owner."),
    ESTIMATED(
            "Estimated",
            "AWS may still change costs of these days. Most arrive within three days; a month is final when AWS has"
                    + " issued its invoice, some days after the month."),
    RESTATED("Restated", "AWS changed costs of these days after they were final."),
    MONTHLY_CHARGES_SPREAD(
            "Monthly charges spread",
            "Tax, AWS Support, upfront fees and monthly reservation fees are booked on one day for a whole month."
                    + " Spread, they are divided evenly over every day of the month, including days still to come. The sum"
                    + " of a whole month stays the same."),
    PROJECTION(
            "Month-end projection",
            "What the month is expected to cost, from daily costs of up to 13 months: their level, weekdays, growth and the"
                    + " charges that come every month. Costs fall within the 80% range four times in five. With under eight"
                    + " weeks of costs, each day left is taken to cost the average of the last seven whole days."
                    + " AWS\u2019s own forecast, where it has one, is shown beside it."),
    OWNERSHIP_RULE(
            "Ownership rule",
            "Says which team owns costs, by tag value, account and service. Rules are evaluated in order, and the"
                    + " first one that matches decides."),
    SHARED_POOL(
            "Shared pool",
            "Charges such as Support, tax or commitment fees, most of them unallocated, that are taken out of a month"
                    + " and split over teams by a rule. In Spend they stay where they are charged."),
    DRAFT(
            "Draft",
            "A month\u2019s statements while they can still change. All figures of a draft come from one copy of the"
                    + " month\u2019s charges. When costs change, a draft with a higher number replaces it."),
    CORRECTION(
            "Correction",
            "A charge by which AWS corrects costs of an earlier month. It belongs to the month whose invoice carries"
                    + " it."),
    AWS_ROUNDING(
            "AWS rounding",
            "The cents between AWS\u2019s documents and the charges: AWS rounds each document line to cents and raises"
                    + " some charges below $0.01 to $0.01."),
    TAG_COVERAGE(
            "Tag coverage",
            "The share of taggable costs that carry the tag. Tax, Support, credits, refunds, discounts and"
                    + " fees that belong to no resource can\u2019t be tagged and are left out."),
    COST_CENTRE("Cost centre", "The code that finance books a team\u2019s costs to. It can change on any date.");

    public static final String GLOSSARY = "glossary";

    private static final Pattern IN_TEXT =
            Pattern.compile("\\b(EffectiveCost|BilledCost|[Cc]harge category|Unallocated|estimated|restated)\\b");

    private final String label;
    private final String meaning;

    Term(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }

    /** The name of its place on the glossary page. */
    public String place() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Term> labelled(String label) {
        return Arrays.stream(values()).filter(term -> term.label.equals(label)).findFirst();
    }

    /** The term, with its meaning in a tooltip and a way to the glossary. */
    public Anchor link() {
        return link(label);
    }

    /** The same in other words: {@code 21–23 Nov estimated}. */
    private Anchor link(String words) {
        var link = new Anchor(GLOSSARY + "#" + place(), words);
        link.addClassName("term");
        Tooltip.forComponent(link).setText(meaning);
        return link;
    }

    /** The text, in which the first mention of each term of costs is a link with its meaning. */
    public static List<Component> linked(String text) {
        Optional<Term> whole = labelled(text);
        if (whole.isPresent()) {
            return List.of(whole.get().link());
        }
        var parts = new ArrayList<Component>();
        var seen = EnumSet.noneOf(Term.class);
        Matcher found = IN_TEXT.matcher(text);
        int written = 0;
        while (found.find()) {
            Optional<Term> term = Arrays.stream(values())
                    .filter(one -> one.label.equalsIgnoreCase(found.group()))
                    .filter(seen::add)
                    .findFirst();
            if (term.isPresent()) {
                parts.add(new Text(text.substring(written, found.start())));
                parts.add(term.get().link(found.group()));
                written = found.end();
            }
        }
        parts.add(new Text(text.substring(written)));
        return parts;
    }
}
