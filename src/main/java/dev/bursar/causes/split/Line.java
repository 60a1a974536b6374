package dev.bursar.causes.split;

import dev.bursar.causes.PartKey;

/**
 * What charges of a change have in common, with their sums before and now.
 *
 * @param team its number; 0 for nobody's
 * @param account twelve digits
 * @param correction whether AWS corrects earlier charges with them
 * @param tagValue of the tag that names teams; "" for none
 * @param region "" where the source doesn't say; so are usage type, resource and unit
 * @param exported whether a charge file says it: then "" as a resource means that there is none
 */
public record Line(
        int team,
        String account,
        String service,
        String recordType,
        boolean correction,
        String tagValue,
        String region,
        String usageType,
        String resource,
        String currency,
        String unit,
        boolean exported,
        Side before,
        Side now) {
    /** The part of the change that it belongs to. */
    public PartKey part() {
        return new PartKey(team, account, service, usageType, resource, currency);
    }

    /** The same with another name of its resource. */
    Line of(String resource) {
        return new Line(
                team,
                account,
                service,
                recordType,
                correction,
                tagValue,
                region,
                usageType,
                resource,
                currency,
                unit,
                exported,
                before,
                now);
    }

    /** The same with other sums before. */
    Line with(Side before) {
        return new Line(
                team,
                account,
                service,
                recordType,
                correction,
                tagValue,
                region,
                usageType,
                resource,
                currency,
                unit,
                exported,
                before,
                now);
    }
}
