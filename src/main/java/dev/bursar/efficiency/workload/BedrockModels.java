package dev.bursar.efficiency.workload;

import dev.bursar.charges.terms.TagsText;
import dev.bursar.efficiency.spi.BedrockSource;
import dev.bursar.efficiency.spi.BedrockSource.Profile;
import dev.bursar.efficiency.spi.BedrockSource.ProvisionedModel;
import dev.bursar.efficiency.workload.WorkloadStore.Row;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Params;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and keeps a place's provisioned models, which are workloads like others, and the names of its inference profiles. */
@Component
class BedrockModels {
    private final BedrockSource source;
    private final WorkloadStore store;
    private final Reach reach;
    private final JdbcClient jdbc;
    private final Clock clock;

    BedrockModels(BedrockSource source, WorkloadStore store, Reach reach, JdbcClient jdbc, Clock clock) {
        this.source = source;
        this.store = store;
        this.reach = reach;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A place that refuses keeps what it had; that fails no run, because roles from before may lack the permission.
     *
     * @return how many provisioned models there are; 0 where AWS refused to say
     */
    int read(Run run, Place place) {
        Instant began = clock.instant();
        @Nullable List<ProvisionedModel> models = null;
        @Nullable List<Profile> profiles = null;
        @Nullable SourceProblem problem = null;
        try {
            models = source.models(place, run.meter());
            profiles = source.profiles(place, run.meter());
        } catch (SourceProblem e) {
            problem = e;
        }
        save(run, place, began, models, profiles, problem);
        return models == null ? 0 : models.size();
    }

    private void save(
            Run run,
            Place place,
            Instant began,
            @Nullable List<ProvisionedModel> models,
            @Nullable List<Profile> profiles,
            @Nullable SourceProblem problem) {
        Instant now = clock.instant();
        run.commit(() -> {
            if (models != null) {
                models.forEach(model -> save(place, model, now));
                gone(place, began, now, """
                        update ml_workload set gone_at = :now
                         where account = :account and region = :region and kind = 'provisioned' and gone_at is null
                           and seen_at < :began
                        """);
            }
            if (profiles != null) {
                profiles.forEach(profile -> save(place, profile, now));
                gone(place, began, now, """
                        update inference_profile set gone_at = :now
                         where account = :account and region = :region and gone_at is null and seen_at < :began
                        """);
            }
            if (problem == null) {
                reach.answered(place, PlaceState.BEDROCK);
            } else if (models == null) {
                reach.problem(place, PlaceState.BEDROCK, problem);
            } else {
                reach.incomplete(place, PlaceState.BEDROCK, problem.problem());
            }
            return true;
        });
    }

    private void save(Place place, ProvisionedModel model, Instant now) {
        long id = store.save(
                new Row(
                        WorkloadKind.PROVISIONED,
                        model.arn(),
                        place.account(),
                        place.region(),
                        model.name(),
                        model.status(),
                        model.created(),
                        model.modified(),
                        "",
                        false,
                        300),
                now);
        store.only(id, null, model.modelUnits());
        jdbc.sql("""
                        insert into ml_provisioned (workload_id, model, model_units, commitment, commitment_ends)
                        values (:id, :model, :model_units, :commitment, :commitment_ends)
                        on conflict (workload_id) do update
                           set model = excluded.model, model_units = excluded.model_units, commitment = excluded.commitment,
                               commitment_ends = excluded.commitment_ends
                        """).params(Params.of(model).and("id", id)).update();
    }

    private void save(Place place, Profile profile, Instant now) {
        Map<String, String> tags = profile.tags();
        jdbc.sql("""
                        insert into inference_profile as p (arn_hash, arn, account, region, name, tags, seen_at)
                        values (:hash, :arn, :account, :region, :name, :tags, :now)
                        on conflict (arn_hash) do update
                           set name = excluded.name, tags = coalesce(excluded.tags, p.tags), seen_at = excluded.seen_at, gone_at = null
                        """)
                .params(Params.of("hash", Sha256.of(profile.arn()))
                        .and("arn", profile.arn())
                        .and(place)
                        .and("name", profile.name())
                        .and("tags", tags == null ? null : TagsText.of(tags))
                        .and("now", now))
                .update();
    }

    /** What a whole list of the place lacks is gone. */
    private void gone(Place place, Instant began, Instant now, String update) {
        jdbc.sql(update)
                .params(Params.of(place).and("began", began).and("now", now))
                .update();
    }
}
