package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

/** Only what was looked at as a whole has a check mark or is said to be empty: a look at the sources of all pages. */
class ClaimsTest {
    private static final Path SOURCES = Path.of(System.getProperty("bursar.home", "."), "src/main/java");

    /** States that aren't good news, with their first text. */
    private static final Pattern NO_NEWS = Pattern.compile(
            "EmptyState\\s*\\.(notSetUp|notRead|readInPart|refused|tooLong)\\(\\s*(?:Icons\\.\\w+,\\s*)?"
                    + "(?:[^\";]{0,120}\\?\\s*)?\"(?:No|Nothing|None|Every|All)\\b[^\"]*\"");

    private static final Pattern CHECK_MARK = Pattern.compile("Icons\\s*\\.(?:CIRCLE_CHECK|FILE_CHECK)");

    /** Where a check mark is the state of one thing, which a badge or line names beside it. */
    private static final Pattern OF_A_THING = Pattern.compile(
            "(?:StatusBadge|badge|[sS]tatus)\\(\\s*(?:StatusBadge\\.)?Kind\\.\\w+,\\s*Icons\\s*\\.(?:CIRCLE_CHECK|FILE_CHECK)");

    /** Lines that say what holds and of what, and the kit. */
    private static final List<String> KNOWN = List.of(
            "ui/EmptyState.java",
            "ui/Icons.java",
            "ui/Notices.java",
            "ui/FactLine.java",
            "overview/OverviewView.java",
            "journal/ui/ChainCard.java",
            "chargeback/ui/ledger/ProofCard.java",
            "chargeback/ui/MonthAnswer.java",
            "chargeback/ui/MonthSteps.java",
            "chargeback/ui/DisputeSection.java",
            "chargeback/ui/StatementStrip.java",
            "spend/ui/InvoiceSection.java",
            "chargeback/ui/ChecksSection.java",
            "chargeback/ui/MonthStrip.java",
            "ownership/ui/ApplyingLine.java",
            "admin/setup/ReductionStep.java",
            "admin/reach/RegionMatrix.java",
            "tagging/ui/ValuesView.java",
            "trail/ui/CoverageNote.java");

    private record Source(String path, String text) {}

    private static List<Source> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new Source(SOURCES.relativize(file).toString(), read(file)))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatWasNotLookedAtIsNotSaidToBeEmpty() throws IOException {
        assertThat(sources().stream()
                        .flatMap(source -> NO_NEWS.matcher(source.text())
                                .results()
                                .map(found ->
                                        source.path() + ": " + found.group().replaceAll("\\s+", " "))))
                .isEmpty();
    }

    @Test
    void aCheckMarkIsTheStateOfOneThingOrOfAllThatWasLookedAt() throws IOException {
        assertThat(sources().stream()
                        .filter(source -> KNOWN.stream().noneMatch(source.path()::endsWith))
                        .filter(source -> CHECK_MARK
                                .matcher(OF_A_THING.matcher(source.text()).replaceAll(""))
                                .find())
                        .map(Source::path))
                .isEmpty();
    }

    @Test
    void theTestSeesWhatItForbids() {
        assertThat(NO_NEWS.matcher("EmptyState.notSetUp(\n  Icons.TAGS, \"No policies\", use)")
                        .find())
                .isTrue();
        assertThat(NO_NEWS.matcher("EmptyState.notRead(read ? \"No rows\" : \"Rows\", use)")
                        .find())
                .isTrue();
        assertThat(NO_NEWS.matcher("EmptyState.nothingFound(\"No violations\", looked)")
                        .find())
                .isFalse();
        assertThat(OF_A_THING
                        .matcher("new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, \"Done\")")
                        .find())
                .isTrue();
    }
}
