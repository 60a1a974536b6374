package dev.bursar.chargeback.pools;

import module java.base;

/** What is wrong of a month's numbers. Lines are counted from 1, and texts are as they were entered. */
public sealed interface MetricProblem {
    /** A line that can't be read. */
    record InLine(int line, Wrong wrong, String text) implements MetricProblem {}

    /** Teams of the month that have no line, by name. */
    record Missing(List<String> teams) implements MetricProblem {
        public Missing {
            teams = List.copyOf(teams);
        }
    }

    /** No team has a number above 0. */
    record AllZero() implements MetricProblem {}

    record TooManyLines(int most) implements MetricProblem {}

    /** A file has more bytes than are read. */
    record TooLarge(int mostBytes) implements MetricProblem {}

    /** A file isn't text in UTF-8. */
    record NotText() implements MetricProblem {}

    /** A file is empty, or has a head only. */
    record NoLines() implements MetricProblem {}

    /** What is wrong of one of a file's months. */
    record InMonth(YearMonth month, MetricProblem problem) implements MetricProblem {}

    /** There are no charges of the month that could be split. */
    record NoCharges(YearMonth month) implements MetricProblem {}

    /** A file has no lines with a day, a team and numbers. */
    record NoReport() implements MetricProblem {}

    /** A report has more names of teams than are read. */
    record TooManyNames(int most) implements MetricProblem {}

    record SeveralMonths(YearMonth first, YearMonth last) implements MetricProblem {}

    /** A report is of another month than the numbers. */
    record OtherMonth(YearMonth found, YearMonth wanted) implements MetricProblem {}

    /** A report has names that nobody has told the teams of; "" is a line without a name. */
    record UnknownNames(List<String> names) implements MetricProblem {
        public UnknownNames {
            names = List.copyOf(names);
        }
    }

    /** A report has no such column of numbers. */
    record NoColumn() implements MetricProblem {}

    record Closed(YearMonth month) implements MetricProblem {}

    /** The pool isn't split by numbers in the month. */
    record NotSplitSo(YearMonth month) implements MetricProblem {}

    /** What is wrong of a line. */
    enum Wrong {
        /** There is nothing that parts a team from a number. */
        NOT_PARTED,
        /** The same of a team, a month and a number. */
        NOT_PARTED_BY_MONTH,
        NOT_A_MONTH,
        UNKNOWN_TEAM,
        TWICE,
        NOT_A_DAY,
        NOT_A_NAME,
        /** A line has more or fewer cells than the head. */
        OTHER_CELLS,
        NOT_A_NUMBER,
        NEGATIVE
    }
}
