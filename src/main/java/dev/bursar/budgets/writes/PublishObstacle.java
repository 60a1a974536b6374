package dev.bursar.budgets.writes;

/** Why a budget can't be published: AWS would count other costs, or couldn't take it. */
public enum PublishObstacle {
    /** Costs of a department, or all of them, aren't told by a tag. */
    NOT_OF_A_TEAM,
    /** Costs that nobody owns aren't told by a tag. */
    UNALLOCATED,
    ENDED,
    /** Its first period is still to come. */
    NOT_BEGUN,
    /** AWS counts in US dollars. */
    CURRENCY,
    /** AWS's quarters and years begin as the calendar's do. */
    FISCAL,
    /** Charges of AWS Support can't be told as Bursar does. */
    WITHOUT_SUPPORT,
    /** What nobody used of commitments can't be left out. */
    WITHOUT_COMMITMENTS,
    NO_TEAM_KEY,
    /** Other tags name teams on some days of the period than on others. */
    KEYS_CHANGE,
    /** No rule gives a tag's value to its team alone. */
    NO_VALUES,
    /** A rule gives its team costs by account or service too. */
    OTHER_RULES,
    /** The AWS budgets page would not take it for the team's. */
    NO_MATCH
}
