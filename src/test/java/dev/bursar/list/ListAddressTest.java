package dev.bursar.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

class ListAddressTest {
    private static final Dimension TEAM =
            Dimension.number("team", "Team", "team").atMost(3);
    private static final Dimension KIND = Dimension.oneOf("kind", "Kind", List.of("endpoint", "notebook"), "kind");
    private static final Dimension NAME = Dimension.contains("name", "Name");
    private static final Dimensions FILTERS = Dimensions.of(TEAM, KIND, NAME);

    private enum Show {
        SOME,
        ALL_OF_THEM
    }

    private static final Setting<Show> SHOW = Setting.choice("show", Show.class, Show.SOME);
    private static final Setting<Optional<Show>> GROUP = Setting.optional("group", Show.class, "group");
    private static final Setting<Sort> SORT = Setting.sort(Show.class, Show.SOME, true);
    private static final Setting<Boolean> FREE = Setting.flag("free");
    private static final Setting<Boolean> READS = Setting.onOff("reads", true);
    private static final Setting<String> SEARCH = Setting.search("q");
    private static final Setting<Period> PERIOD = Setting.period(Preset.LAST_30_DAYS, true);
    private static final Setting<Optional<UUID>> OPEN =
            Setting.id("row", "expected an id").opensPanel();
    private static final ListAddress LIST =
            new ListAddress("things", FILTERS, SHOW, GROUP, FILTERS.setting(), SORT, FREE, READS, SEARCH, PERIOD, OPEN);
    private static final ListState USUAL = LIST.usual();
    private static final UUID ID = UUID.fromString("0f0f0f0f-1111-4222-8333-444444444444");

    private static ListAddress.Read read(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String part : query.split("&")) {
            String[] both = part.split("=", 2);
            parameters.computeIfAbsent(both[0], any -> new ArrayList<>()).add(both.length > 1 ? both[1] : "");
        }
        return LIST.read(parameters);
    }

    @Test
    void whatIsWrittenIsRead() {
        var days = LocalDateRange.of(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 3));
        for (ListState state : List.of(
                USUAL,
                USUAL.with(SHOW, Show.ALL_OF_THEM).with(GROUP, Optional.of(Show.SOME)),
                USUAL.with(SORT, new Sort("all-of-them", false)).with(FREE, true),
                USUAL.with(SORT, new Sort("some", false)).with(READS, false),
                USUAL.with(SEARCH, "a+b & c=d%, \u00e9").with(OPEN, Optional.of(ID)),
                USUAL.with(PERIOD, Period.ALL),
                USUAL.with(PERIOD, Period.of(Preset.LAST_MONTH)),
                USUAL.with(PERIOD, new Period.Fixed(days)),
                USUAL.filtered(List.of(
                        new Filter("name", Filter.Operator.CONTAINS, List.of("a,b%2C&c=\u00fc")),
                        new Filter("team", Filter.Operator.IS, List.of("1", "2")))))) {
            assertThat(LIST.read(state.parameters())).isEqualTo(new ListAddress.Read(state, List.of()));
            assertThat(LIST.ofStored(state.stored())).isEqualTo(state.rows());
        }
        assertThat(USUAL.address()).isEqualTo("things");
        assertThat(USUAL.and(TEAM.is("7")).address()).isEqualTo("things?f=team.is.7");
        assertThat(USUAL.stored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "show=none, Ignored \u201Cshow=none\u201D: unknown value.",
        "group=none, Ignored \u201Cgroup=none\u201D: unknown group.",
        "sort=-none, Ignored \u201Csort=-none\u201D: unknown column.",
        "free=1, Ignored \u201Cfree=1\u201D: the only value is true.",
        "reads=2, Ignored \u201Creads=2\u201D: expected 1 or 0.",
        "period=always, Ignored \u201Cperiod=always\u201D: unknown period.",
        "row=1-1-1-1-1, Ignored \u201Crow=1-1-1-1-1\u201D: expected an id.",
        "colour=red, Ignored \u201Ccolour\u201D: unknown setting.",
        "f=team.is.one, Ignored \u201Cf=team.is.one\u201D: expected the number of a team.",
        "f=team.contains.1, Ignored \u201Cf=team.contains.1\u201D: unknown condition.",
        "f=colour.is.red, Ignored \u201Cf=colour.is.red\u201D: unknown dimension.",
        "f=kind.is.lake, Ignored \u201Cf=kind.is.lake\u201D: unknown kind."
    })
    void whatCantBeReadIsAsUsualAndNamed(String query, String notice) {
        assertThat(read(query)).isEqualTo(new ListAddress.Read(USUAL, List.of(notice)));
    }

    @Test
    void theFirstFilterOfADimensionCounts() {
        assertThat(read("f=team.is.1&f=team.is.2"))
                .isEqualTo(new ListAddress.Read(
                        USUAL.and(TEAM.is("1")),
                        List.of("Ignored \u201Cf=team.is.2\u201D: there is one filter of each kind.")));
        assertThat(FILTERS.wrong(List.of(TEAM.is("1"), TEAM.is("2")))).contains("there is one filter of each kind");
        assertThat(Dimensions.several(TEAM).wrong(List.of(TEAM.is("1"), TEAM.is("2"))))
                .isEmpty();
        assertThat(FILTERS.wrong(List.of(new Filter("team", Filter.Operator.IS, List.of("1", "2", "3", "4")))))
                .contains("a filter has at most 3 values");
        assertThat(FILTERS.wrong(List.of(new Filter("name", Filter.Operator.CONTAINS, List.of("x".repeat(201))))))
                .contains("a search has at most 200 characters");
    }

    @Test
    void anyOtherChoiceClosesThePanel() {
        ListState open = USUAL.with(SEARCH, "a").with(OPEN, Optional.of(ID));
        assertThat(open.with(SHOW, Show.ALL_OF_THEM).get(OPEN)).isEmpty();
        assertThat(open.without(SEARCH)).isEqualTo(USUAL);
        assertThat(open.sameRows(USUAL.with(SEARCH, "a"))).isTrue();
        assertThat(open.sameRows(USUAL)).isFalse();
        assertThat(open.sameRows(null)).isFalse();
    }

    @Test
    void whatWasNotStoredByItIsNoQuestion() {
        assertThatThrownBy(() -> LIST.ofStored("{\"state\":[\"over\"]}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSettingOfAnotherListIsRefused() {
        Setting<String> other = Setting.search("q");
        assertThatThrownBy(() -> USUAL.get(other)).hasMessage("things has no such setting: [q]");
        assertThat(LIST.read(Map.of("continue", List.of(""))).ignored()).isEmpty();
    }
}
