package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** The forms that userIdentity has: users, root, roles assumed in several ways, services, other accounts. */
final class Actors {
    static final String BROWSER =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
                    + " Safari/537.36";
    static final String CLI = "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7"
            + " md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe";
    static final String PYTHON = "Boto3/1.40.55 md/Botocore#1.40.55 ua/2.1 os/linux#6.8.0 md/arch#x86_64"
            + " lang/python#3.12.3 cfg/retry-mode#legacy Botocore/1.40.55";
    static final String TERRAFORM = "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io)"
            + " terraform-provider-aws/6.18.0 (+https://registry.terraform.io/providers/hashicorp/aws)"
            + " aws-sdk-go-v2/1.39.4 ua/2.1 os/linux lang/go#1.24.9";
    static final String JAVA = "aws-sdk-java/2.40.2 ua/2.1 os/Linux#6.8.0 lang/java#25.0.1 md/OpenJDK_64-Bit_Server_VM";

    private static final int HOSTS = 250;

    private Actors() {}

    static String address(String seed) {
        return (Ids.number(seed, 2) == 0 ? "203.0.113." : "198.51.100.") + (2 + Ids.number(seed + "host", HOSTS));
    }

    /** An IAM user with an access key. */
    static Actor user(String account, String login) {
        var identity = userIdentity(account, login)
                .put("accessKeyId", Ids.accessKey("AKIA", account + login))
                .put("userName", login);
        return new Actor(account, identity, address(login), CLI, false);
    }

    /** An IAM user who signed in to the console. */
    static Actor consoleUser(String account, String login, Instant signedIn, boolean mfa) {
        var identity = userIdentity(account, login)
                .put("accessKeyId", Ids.accessKey("ASIA", account + login + signedIn))
                .put("userName", login);
        attributes(identity.putObject("sessionContext"), signedIn, mfa);
        return new Actor(account, identity, address(login), BROWSER, true);
    }

    private static ObjectNode userIdentity(String account, String login) {
        return typed("IAMUser")
                .put("principalId", Ids.principal("AIDA", account + login))
                .put("arn", "arn:aws:iam::" + account + ":user/" + login)
                .put("accountId", account);
    }

    static Actor root(String account, Instant signedIn) {
        var identity = typed("Root")
                .put("principalId", account)
                .put("arn", "arn:aws:iam::" + account + ":root")
                .put("accountId", account)
                .put("accessKeyId", Ids.accessKey("ASIA", account + "root" + signedIn));
        attributes(identity.putObject("sessionContext"), signedIn, false);
        return new Actor(account, identity, address("root" + account), BROWSER, true);
    }

    /** A person of Identity Center, whose role is of a permission set. */
    static Actor sso(String account, String permissionSet, String login, Instant signedIn) {
        var role = "AWSReservedSSO_" + permissionSet + "_" + Ids.hex(account + permissionSet, 16);
        var actor = role(account, "aws-reserved/sso.amazonaws.com/", role, login, signedIn);
        return new Actor(account, actor.identity(), address(login), BROWSER, true);
    }

    /** A role that a program assumed. */
    static Actor role(String account, String name, String session, Instant assumed) {
        return role(account, "", name, session, assumed);
    }

    private static Actor role(String account, String path, String name, String session, Instant assumed) {
        var id = Ids.principal("AROA", account + name);
        var identity = typed("AssumedRole")
                .put("principalId", id + ":" + session)
                .put("arn", "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session)
                .put("accountId", account)
                .put("accessKeyId", Ids.accessKey("ASIA", account + name + session + assumed));
        var context = identity.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", id)
                .put("arn", "arn:aws:iam::" + account + ":role/" + path + name)
                .put("accountId", account)
                .put("userName", name);
        attributes(context, assumed, false);
        return new Actor(account, identity, address(session), CLI, false);
    }

    /** The same session with the source identity that it was assumed with. */
    static Actor sourceIdentity(Actor role, String source) {
        var identity = role.identity().deepCopy();
        ((ObjectNode) identity.path("sessionContext")).put("sourceIdentity", source);
        return new Actor(role.account(), identity, role.address(), role.agent(), role.console());
    }

    /** The role of a pipeline, which it assumed with a token of its Git host. */
    static Actor pipeline(String account, String host, String run, Instant assumed) {
        var actor = role(account, AccountUsers.DEPLOYER, run, assumed);
        var identity = actor.identity().deepCopy();
        var federation = ((ObjectNode) identity.path("sessionContext")).putObject("webIdFederationData");
        federation.put("federatedProvider", provider(account, host)).putObject("attributes");
        return new Actor(account, identity, "192.0.2." + (2 + Ids.number(run, HOSTS)), TERRAFORM, false);
    }

    /** The pipeline itself, while it has no credentials yet. */
    static Actor webIdentity(String account, String host, String subject, String run) {
        var identity = typed("WebIdentityUser")
                .put("principalId", provider(account, host) + ":sts.amazonaws.com:" + subject)
                .put("userName", subject)
                .put("identityProvider", provider(account, host));
        return new Actor(account, identity, "192.0.2." + (2 + Ids.number(run, HOSTS)), TERRAFORM, false);
    }

    private static String provider(String account, String host) {
        return "arn:aws:iam::" + account + ":oidc-provider/" + host;
    }

    static Actor saml(String account, String login) {
        var identity = typed("SAMLUser")
                .put("principalId", Ids.hex(account + "saml", 20) + "=:" + login)
                .put("userName", login)
                .put("identityProvider", Ids.hex(account + "saml", 20) + "=");
        return new Actor(account, identity, address(login), BROWSER, false);
    }

    static Actor federated(String account, String login, Instant signedIn) {
        var issuer = userIdentity(account, "token-broker").put("userName", "token-broker");
        var identity = typed("FederatedUser")
                .put("principalId", account + ":" + login)
                .put("arn", "arn:aws:sts::" + account + ":federated-user/" + login)
                .put("accountId", account)
                .put("accessKeyId", Ids.accessKey("ASIA", account + login + signedIn));
        var context = identity.putObject("sessionContext");
        context.set("sessionIssuer", issuer);
        attributes(context, signedIn, false);
        return new Actor(account, identity, address(login), PYTHON, false);
    }

    /** A service on its own behalf. */
    static Actor service(String account, String service) {
        return new Actor(account, typed("AWSService").put("invokedBy", service), service, service, false);
    }

    /** A service with the role that it made for itself. */
    static Actor serviceRole(String account, String service, String role, String session, Instant assumed) {
        return role(account, "aws-service-role/" + service + "/", role, session, assumed)
                .invokedBy(service);
    }

    /** A principal of another account, which is all that the called account learns. */
    static Actor otherAccount(String account, Actor caller) {
        var identity = typed("AWSAccount")
                .put("principalId", Json.text(caller.identity(), "principalId"))
                .put("accountId", caller.account());
        return new Actor(account, identity, caller.address(), caller.agent(), false);
    }

    /** A person of Identity Center in the access portal, before any role. */
    static Actor portal(String account, String login) {
        var identity = typed("IdentityCenterUser").put("accountId", account);
        identity.putObject("onBehalfOf")
                .put("userId", Ids.uuid("user " + login))
                .put("identityStoreArn", "arn:aws:identitystore::" + account + ":identitystore/d-90670acme1");
        identity.put("credentialId", Ids.hex("credential " + login, 32));
        return new Actor(account, identity, address(login), BROWSER, false);
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    private static void attributes(ObjectNode context, Instant since, boolean mfa) {
        context.putObject("attributes")
                .put("creationDate", since.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("mfaAuthenticated", String.valueOf(mfa));
    }

    /**
     * Who works in an account.
     *
     * @param people those who sign in by Identity Center
     * @param user an IAM user, who has an access key
     * @param repository what the account's pipeline deploys
     */
    record AccountUsers(String account, List<String> people, String user, String repository) {
        /** The role of pipelines. */
        static final String DEPLOYER = "ci-deployer";

        static final String GITHUB = "token.actions.githubusercontent.com";
        static final String GITLAB = "gitlab.com";

        private static final List<AccountUsers> ALL = Data.rows("users.csv", Row.class).stream()
                .map(row -> new AccountUsers(
                        OrganisationModel.id(row.account), List.of(row.people.split(" ")), row.user, row.repository))
                .toList();

        private record Row(String account, String people, String user, String repository) {}

        static List<AccountUsers> all() {
            return ALL;
        }

        static AccountUsers of(String account) {
            return ALL.stream()
                    .filter(users -> users.account().equals(account))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Nobody works in " + account));
        }

        /** Half of the accounts' pipelines run on GitHub, half on GitLab. */
        String gitHost() {
            return Ids.number(account, 2) == 0 ? GITHUB : GITLAB;
        }

        String gitSubject() {
            return gitHost().equals(GITHUB)
                    ? "repo:acme/" + repository + ":ref:refs/heads/main"
                    : "project_path:acme/" + repository + ":ref_type:branch:ref:main";
        }
    }
}
