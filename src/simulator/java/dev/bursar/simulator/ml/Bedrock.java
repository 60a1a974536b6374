package dev.bursar.simulator.ml;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.RestJsonService;
import dev.bursar.simulator.ml.ProvisionedModels.Provisioned;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon Bedrock's control plane as far as it lists models whose throughput is provisioned, and inference profiles that people made. The
 * demo's organisation has some, others have what tests add.
 */
public final class Bedrock extends RestJsonService {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final LocalDate told;
    private final Clock clock;
    private final List<Provisioned> models = new CopyOnWriteArrayList<>();
    private final List<Profile> profiles = new CopyOnWriteArrayList<>();
    private final Pages pages = new Pages("nextToken", this::revision);

    /** An inference profile that somebody made for an account. */
    public record Profile(String id, String name, String account, String region, Map<String, String> tags) {
        public String arn() {
            return "arn:aws:bedrock:" + region + ":" + account + ":application-inference-profile/" + id;
        }
    }

    private record Told(String id, String name, String account, String team) {
        Profile profile() {
            return new Profile(
                    id, name, OrganisationModel.id(account), "us-east-1", Map.of(Organisation.TEAM_TAG, team));
        }
    }

    public Bedrock(Organisation organisation, Clock clock) {
        super("bedrock", Reach.REGIONS);
        this.told = organisation.toldOn();
        this.clock = clock;
        if (organisation.isDemo()) {
            models.addAll(ProvisionedModels.ALL);
            Data.rows("profiles.csv", Told.class).forEach(row -> profiles.add(row.profile()));
        }
    }

    /** Adds a model, or replaces that of its id. No charges come of it. */
    public void add(Provisioned model) {
        delete(model.id());
        models.add(model);
    }

    /** Deletes a model. */
    public void delete(String id) {
        models.removeIf(model -> model.id().equals(id));
    }

    public void add(Profile profile) {
        profiles.add(profile);
    }

    /** The models of an account's Region that exist today. */
    public List<Provisioned> models(String account, String region) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return models.stream()
                .filter(model -> model.account().equals(account)
                        && model.region().equals(region)
                        && !since(model).isAfter(today))
                .toList();
    }

    /** The first day of a model. */
    public LocalDate since(Provisioned model) {
        return model.starts(told);
    }

    private long revision() {
        return Objects.hash(models, profiles);
    }

    @Override
    public String operation(String method, String path) {
        return switch (method + " " + path) {
            case "GET /provisioned-model-throughputs" -> "ListProvisionedModelThroughputs";
            case "GET /inference-profiles" -> "ListInferenceProfiles";
            default -> super.operation(method, path);
        };
    }

    /** It has no errors of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.isOfToken() ? AwsRefusal.invalid("The provided nextToken is invalid.") : refusal;
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        return switch (operation) {
            case "ListProvisionedModelThroughputs" ->
                page(
                        request,
                        "provisionedModelSummaries",
                        models(caller.account(), caller.region()).stream()
                                .map(this::summary)
                                .toList());
            case "ListInferenceProfiles" ->
                page(
                        request,
                        "inferenceProfileSummaries",
                        "APPLICATION".equals(Json.text(request, "type"))
                                ? profiles(caller).map(Bedrock::summary).toList()
                                : List.of());
            case "ListTagsForResource" -> tags(Json.required(request, "resourceARN"), caller);
            default -> throw RestJsonService.unknown(operation);
        };
    }

    private ObjectNode page(ObjectNode request, String member, List<ObjectNode> all) {
        var asked = Json.text(request, "maxResults");
        var size = asked == null ? USUAL : asked.matches("\\d{1,4}") ? Integer.parseInt(asked) : 0;
        if (size < 1 || size > MOST) {
            throw AwsRefusal.invalid("maxResults must be between 1 and " + MOST);
        }
        return pages.answer(Json.object(), member, all, request, size, item -> item);
    }

    private Stream<Profile> profiles(Caller caller) {
        return profiles.stream()
                .filter(profile -> profile.account().equals(caller.account())
                        && profile.region().equals(caller.region()));
    }

    private ObjectNode summary(Provisioned model) {
        var made = since(model).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
        var json = Json.object()
                .put("provisionedModelName", model.name())
                .put("provisionedModelArn", model.arn())
                .put("modelArn", model.modelArn())
                .put("desiredModelArn", model.modelArn())
                .put("foundationModelArn", model.modelArn())
                .put("modelUnits", model.modelUnits())
                .put("desiredModelUnits", model.modelUnits())
                .put("status", "InService")
                .put("creationTime", made)
                .put("lastModifiedTime", made);
        model.committedUntil(told)
                .ifPresent(day -> json.put("commitmentDuration", model.commitment())
                        .put(
                                "commitmentExpirationTime",
                                day.atStartOfDay().toInstant(ZoneOffset.UTC).toString()));
        return json;
    }

    private static ObjectNode summary(Profile profile) {
        return Json.object()
                .put("inferenceProfileName", profile.name())
                .put("inferenceProfileArn", profile.arn())
                .put("inferenceProfileId", profile.id())
                .put("status", "ACTIVE")
                .put("type", "APPLICATION");
    }

    private ObjectNode tags(String arn, Caller caller) {
        var tags = Stream.concat(
                        models(caller.account(), caller.region()).stream()
                                .map(model -> Map.entry(model.arn(), model.tags())),
                        profiles(caller).map(profile -> Map.entry(profile.arn(), profile.tags())))
                .filter(one -> one.getKey().equals(arn))
                .findFirst()
                .orElseThrow(() -> new AwsRefusal("ResourceNotFoundException", "Resource not found", 404))
                .getValue();
        var json = Json.object();
        var array = json.putArray("tags");
        new TreeMap<>(tags)
                .forEach((key, value) -> array.addObject().put("key", key).put("value", value));
        return json;
    }
}
