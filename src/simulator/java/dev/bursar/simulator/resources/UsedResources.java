package dev.bursar.simulator.resources;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.UsedResource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that costs are of: those that exports name, and those of the Savings Plans. */
final class UsedResources {

    private UsedResources() {}

    /** One for each ARN. Where two workloads use one resource, its tags are those of the first, which costs more. */
    static Collection<Resource> of(Organisation organisation) {
        var made = new LinkedHashMap<String, Resource>();
        for (var used : organisation.resources()) {
            made.merge(arn(used), resource(used), UsedResources::longer);
        }
        for (var plan : Organisation.planArns()) {
            made.put(
                    plan, Resource.of(plan, Organisation.PAYER, Resource.GLOBAL, "savingsplans:savingsplan", Map.of()));
        }
        return made.values();
    }

    private static Resource resource(UsedResource used) {
        var cell = used.cell();
        var arn = arn(used);
        return new Resource(
                arn,
                cell.account(),
                cell.region(),
                Resource.typeOf(arn),
                cell.tags(),
                !cell.tags().isEmpty(),
                used.starts(),
                used.ends());
    }

    private static Resource longer(Resource first, Resource second) {
        return new Resource(
                first.arn(),
                first.account(),
                first.region(),
                first.type(),
                first.tags(),
                first.everTagged(),
                first.starts().isBefore(second.starts()) ? first.starts() : second.starts(),
                first.ends().isAfter(second.ends()) ? first.ends() : second.ends());
    }

    /** Exports name instances, volumes and buckets by their ids. */
    private static String arn(UsedResource used) {
        var id = used.id();
        var ec2 = "arn:aws:ec2:" + used.cell().region() + ":" + used.cell().account();
        if (id.startsWith("i-")) {
            return ec2 + ":instance/" + id;
        }
        if (id.startsWith("vol-")) {
            return ec2 + ":volume/" + id;
        }
        return id.startsWith("arn:") ? id : "arn:aws:s3:::" + id;
    }
}
