package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatePartsTest {
    /** A newer Vaadin may name others. */
    @ParameterizedTest
    @ValueSource(classes = {DatePicker.class, MultiSelectComboBox.class, Select.class, TextField.class})
    void theScriptsOfTheirFieldsAreNamed(Class<?> field) throws IOException {
        String named = Files.readString(Path.of("frontend/late.ts"));
        assertThat(field.getAnnotationsByType(JsModule.class))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(named)
                        .contains("import '" + module.value().replaceFirst("^\\./", "./generated/jar-resources/")
                                + "';"));
    }
}
