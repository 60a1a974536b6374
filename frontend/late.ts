/* Scripts of what pages have only once something is opened; LateParts waits for them. */
import '@vaadin/date-picker/src/vaadin-date-picker.js';
import '@vaadin/multi-select-combo-box/src/vaadin-multi-select-combo-box.js';
import '@vaadin/select/src/vaadin-select.js';
import '@vaadin/text-field/src/vaadin-text-field.js';
import './generated/jar-resources/comboBoxConnector.js';
import './generated/jar-resources/datepickerConnector.js';
import './generated/jar-resources/flow-component-renderer.js';
import './generated/jar-resources/selectConnector.js';
