package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void aThingKeepsItsColourWhateverIsShown() {
        var palette = Palette.of(List.of("research", "vision", "fraud"));
        assertThat(palette.colour("fraud")).isEqualTo(Palette.Colour.C3);
        assertThat(palette.distinct(List.of("fraud"))).containsEntry("fraud", Palette.Colour.C3);
        assertThat(palette.distinct(List.of("vision", "fraud"))).containsEntry("fraud", Palette.Colour.C3);
    }

    @Property
    void upToTenThingsInOneChartNeverShareAColour(@ForAll @Size(max = 10) Set<String> shown) {
        var colours = Palette.byName().distinct(shown).values();
        assertThat(new HashSet<>(colours)).hasSameSizeAs(shown);
        assertThat(colours).doesNotContain(Palette.Colour.OTHER, Palette.Colour.UNALLOCATED, Palette.Colour.TEXT);
    }
}
