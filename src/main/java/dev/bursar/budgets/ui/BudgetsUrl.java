package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetRow;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.Cadence;
import dev.bursar.list.AddressReader;
import dev.bursar.org.DepartmentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Which budgets the page shows, as its address says it. Ended ones are shown only where they are asked for. */
record BudgetsUrl(Optional<BudgetState> state, Optional<Cadence> cadence, Optional<Integer> department) {
    private static final List<String> NAMES = List.of("state", "cadence", "department");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Read(BudgetsUrl url, List<String> ignored) {}

    static Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(parameters, NAMES);
        var url = new BudgetsUrl(
                address.single("state", word -> AddressReader.constant(BudgetState.class, word), "unknown value"),
                address.single("cadence", word -> AddressReader.constant(Cadence.class, word), "unknown value"),
                address.number("department")
                        .filter(id -> id <= Integer.MAX_VALUE)
                        .map(Long::intValue));
        return new Read(url, address.ignored());
    }

    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        state.ifPresent(one -> parameters.put("state", List.of(one.word())));
        cadence.ifPresent(one -> parameters.put("cadence", List.of(AddressReader.word(one))));
        department.ifPresent(one -> parameters.put("department", List.of(String.valueOf(one))));
        return parameters;
    }

    /** As an export stores it. */
    String stored() {
        return JSON.writeValueAsString(parameters());
    }

    static BudgetsUrl ofStored(String stored) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        JSON.readTree(stored)
                .properties()
                .forEach(entry -> parameters.put(
                        entry.getKey(), List.of(entry.getValue().get(0).asString())));
        return read(parameters).url();
    }

    boolean filters() {
        return state.isPresent() || cadence.isPresent() || department.isPresent();
    }

    boolean shows(BudgetRow row) {
        BudgetState its = row.figures().state();
        return (state.isPresent() ? state.get() == its : its != BudgetState.ENDED)
                && cadence.filter(one -> one != row.budget().cadence()).isEmpty()
                && department
                        .filter(one -> !row.departments().contains(new DepartmentId(one)))
                        .isEmpty();
    }

    BudgetsUrl with(Optional<BudgetState> other) {
        return new BudgetsUrl(other, cadence, department);
    }

    BudgetsUrl withCadence(Optional<Cadence> other) {
        return new BudgetsUrl(state, other, department);
    }

    BudgetsUrl withDepartment(Optional<Integer> other) {
        return new BudgetsUrl(state, cadence, other);
    }
}
