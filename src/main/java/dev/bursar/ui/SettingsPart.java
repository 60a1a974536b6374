package dev.bursar.ui;

import com.vaadin.flow.component.Component;

/** A setting of a feature, on the page of settings below those of reading from AWS: what is chosen there takes effect at once. */
public interface SettingsPart {
    /** Asks for how it stands by itself. */
    Component create();
}
