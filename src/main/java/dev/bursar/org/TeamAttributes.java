package dev.bursar.org;

import dev.bursar.kernel.TeamId;
import module java.base;

/**
 * Where teams lie and what they are booked on, by date, as read at one moment.
 *
 * @param departments by team; a team without an entry lies in none
 * @param costCentres by team; a team without an entry has none
 * @param parents of departments, by date
 * @param departmentNames all departments', ended ones' too
 */
public record TeamAttributes(
        Map<TeamId, Timeline<DepartmentId>> departments,
        Map<TeamId, Timeline<String>> costCentres,
        Map<DepartmentId, Timeline<DepartmentId>> parents,
        Map<DepartmentId, String> departmentNames) {
    public TeamAttributes {
        departments = Map.copyOf(departments);
        costCentres = Map.copyOf(costCentres);
        parents = Map.copyOf(parents);
        departmentNames = Map.copyOf(departmentNames);
    }
}
