package dev.bursar.simulator;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Account;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** AWS Organizations, as far as it lists the accounts. */
final class Organizations extends JsonService {
    private static final String ID = "o-v3rjxv8g96";
    private static final int MOST_RESULTS = 20;

    private final Organisation organisation;
    private final Pages pages;

    Organizations(Organisation organisation) {
        super("organizations", "AWSOrganizationsV20161128", Reach.PAYER);
        this.organisation = organisation;
        this.pages = new Pages("NextToken", () -> 0);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("ListAccounts", this::listAccounts, "DescribeOrganization", this::describeOrganization);
    }

    /** It has no error of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.code().equals("InvalidNextTokenException")
                        || refusal.code().equals("RequestChangedException")
                ? AwsRefusal.of("InvalidInputException", "You provided an invalid NextToken.")
                        .because("INVALID_NEXT_TOKEN")
                : refusal;
    }

    private ObjectNode listAccounts(ObjectNode request) {
        var most = Json.size(
                request,
                "MaxResults",
                MOST_RESULTS,
                MOST_RESULTS,
                _ -> AwsRefusal.of("InvalidInputException", "You specified an invalid value for MaxResults: 1 to 20."));
        var all = new ArrayList<>(organisation.accounts());
        all.add(Organisation.SUSPENDED);
        return pages.answer(Json.object(), "Accounts", all, request, most, Organizations::json);
    }

    private static ObjectNode json(Account account) {
        var state = account.equals(Organisation.SUSPENDED) ? "SUSPENDED" : "ACTIVE";
        return Json.object()
                .put("Id", account.id())
                .put("Arn", arn("account/" + ID + "/" + account.id()))
                .put("Email", account.email())
                .put("Name", account.name())
                .put("State", state)
                .put("Status", state)
                .put("JoinedMethod", account.id().equals(Organisation.PAYER) ? "INVITED" : "CREATED")
                .put("JoinedTimestamp", account.joined().getEpochSecond());
    }

    private ObjectNode describeOrganization(ObjectNode request) {
        var json = Json.object();
        json.putObject("Organization")
                .put("Id", ID)
                .put("Arn", arn("organization/" + ID))
                .put("FeatureSet", "ALL")
                .put("MasterAccountId", Organisation.PAYER)
                .put("MasterAccountArn", arn("account/" + ID + "/" + Organisation.PAYER))
                .put("MasterAccountEmail", organisation.accounts().getFirst().email());
        return json;
    }

    private static String arn(String resource) {
        return "arn:aws:organizations::" + Organisation.PAYER + ":" + resource;
    }
}
