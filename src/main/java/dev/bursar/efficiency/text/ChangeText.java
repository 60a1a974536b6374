package dev.bursar.efficiency.text;

import static dev.bursar.ui.SnippetText.comment;
import static dev.bursar.ui.SnippetText.hcl;
import static dev.bursar.ui.SnippetText.json;
import static dev.bursar.ui.SnippetText.quoted;

import dev.bursar.efficiency.proposals.ChangeForm;
import dev.bursar.efficiency.proposals.Proposal;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;

/** Writes what carries out a proposal: a command, a snippet or the text of a pull request. */
public final class ChangeText {
    private static final int IDLE_MINUTES = 120;

    private final MlWorkload workload;
    private final Proposal proposal;

    /** Of what the caller may see: says nothing that isn't in both. */
    public ChangeText(MlWorkload workload, Proposal proposal) {
        this.workload = workload;
        this.proposal = proposal;
    }

    public String in(ChangeForm form) {
        return switch (form) {
            case CLI -> cli();
            case TERRAFORM -> terraform();
            case CLOUDFORMATION -> cloudFormation();
            case PULL_REQUEST -> pullRequest();
        };
    }

    private String region() {
        return " --region " + quoted(workload.region());
    }

    private String cli() {
        return switch (proposal.change().action()) {
            case DELETE ->
                switch (workload.kind()) {
                    case EC2 -> "aws ec2 terminate-instances" + region() + " --instance-ids " + quoted(workload.name());
                    case PROVISIONED ->
                        "aws bedrock delete-provisioned-model-throughput" + region() + " --provisioned-model-id "
                                + quoted(workload.arn());
                    case ENDPOINT, NOTEBOOK, APP, JOB_FAMILY ->
                        "aws sagemaker delete-endpoint" + region() + " --endpoint-name " + quoted(workload.name());
                };
            case RIGHTSIZE -> rightsize();
            case STOP ->
                "aws sagemaker stop-notebook-instance" + region() + " --notebook-instance-name "
                        + quoted(workload.name());
            case IDLE_SHUTDOWN -> idleShutdown();
        };
    }

    /** A copy of the configuration with the other instances; the endpoint changes over while both run. */
    private String rightsize() {
        String config = newConfig();
        String change = ".ProductionVariants |= map(if .VariantName == "
                + json(proposal.change().variant())
                + " then .InstanceType = " + json(proposal.change().toType()) + " | .InitialInstanceCount = "
                + proposal.change().toCount() + " else . end)";
        return "aws sagemaker create-endpoint-config" + region() + " --endpoint-config-name " + quoted(config)
                + " --cli-input-json \"$(aws sagemaker describe-endpoint-config" + region() + " --endpoint-config-name "
                + quoted(workload.config()) + " --output json | jq -c "
                + quoted("del(.EndpointConfigArn, .EndpointConfigName, .CreationTime) | " + change) + ")\""
                + " && aws sagemaker update-endpoint" + region() + " --endpoint-name " + quoted(workload.name())
                + " --endpoint-config-name " + quoted(config);
    }

    /** A name that says what changed, within AWS's 63 characters. */
    private String newConfig() {
        String end = "-" + proposal.change().toType().replaceFirst("^ml\\.", "").replace('.', '-') + "-x"
                + proposal.change().toCount();
        String start = workload.name().replaceAll("[^A-Za-z0-9-]", "-");
        return start.substring(0, Math.min(start.length(), 63 - end.length())) + end;
    }

    private String idleShutdown() {
        String owner = workload.name().contains("/")
                ? workload.name().substring(0, workload.name().indexOf('/'))
                : workload.name();
        return "aws sagemaker update-space" + region() + " --domain-id " + quoted(domain()) + " --space-name "
                + quoted(owner)
                + " --space-settings "
                + quoted(
                        "{\"JupyterLabAppSettings\":{\"AppLifecycleManagement\":{\"IdleSettings\":{\"IdleTimeoutInMinutes\":"
                                + IDLE_MINUTES + "}}}}");
    }

    private String domain() {
        String[] parts = workload.arn().split("/", -1);
        return parts.length > 2 ? parts[1] : "";
    }

    private String terraform() {
        return switch (proposal.change().action()) {
            case DELETE ->
                "# remove the block of " + comment(workload.name()) + ":\n# resource \""
                        + switch (workload.kind()) {
                            case EC2 -> "aws_instance";
                            case PROVISIONED -> "aws_bedrock_provisioned_model_throughput";
                            case ENDPOINT, NOTEBOOK, APP, JOB_FAMILY -> "aws_sagemaker_endpoint";
                        }
                        + "\" \"\u2026\" { \u2026 }\n";
            case RIGHTSIZE ->
                "# in the endpoint configuration of " + comment(workload.name()) + ", variant "
                        + comment(proposal.change().variant())
                        + ":\nresource \"aws_sagemaker_endpoint_configuration\" \"\u2026\" {\n"
                        + "  production_variants {\n    variant_name           = "
                        + hcl(proposal.change().variant())
                        + "\n    instance_type          = "
                        + hcl(proposal.change().toType()) + "\n    initial_instance_count = "
                        + proposal.change().toCount() + "\n  }\n}\n";
            case STOP ->
                "# Terraform has no state \u201cstopped\u201d for a notebook instance: stop it by the AWS CLI, or"
                        + " remove the block of "
                        + comment(workload.name()) + ".\n";
            case IDLE_SHUTDOWN ->
                "# in the block of the space:\nresource \"aws_sagemaker_space\" \"\u2026\" {\n  space_settings {\n"
                        + "    jupyter_lab_app_settings {\n      app_lifecycle_management {\n        idle_settings {\n"
                        + "          idle_timeout_in_minutes = " + IDLE_MINUTES
                        + "\n        }\n      }\n    }\n  }\n}\n";
        };
    }

    private String cloudFormation() {
        return switch (proposal.change().action()) {
            case DELETE ->
                workload.kind() == WorkloadKind.PROVISIONED
                        ? "# CloudFormation has no type for provisioned throughput: delete " + comment(workload.name())
                                + " by the AWS CLI\n"
                        : "# remove the resource of type "
                                + (workload.kind() == WorkloadKind.EC2
                                        ? "AWS::EC2::Instance"
                                        : "AWS::SageMaker::Endpoint")
                                + " that is " + comment(workload.name()) + "\n";
            case RIGHTSIZE ->
                "# in the configuration of " + comment(workload.name())
                        + "; give it a new name, because AWS never changes one\n"
                        + "Type: AWS::SageMaker::EndpointConfig\n"
                        + "Properties:\n"
                        + "  ProductionVariants:\n"
                        + "    - VariantName: "
                        + json(proposal.change().variant()) + "\n      InstanceType: "
                        + json(proposal.change().toType())
                        + "\n      InitialInstanceCount: " + proposal.change().toCount() + "\n";
            case STOP ->
                "# CloudFormation has no state \u201cstopped\u201d for a notebook instance: stop it by the AWS CLI, or"
                        + " remove "
                        + comment(workload.name()) + ".\n";
            case IDLE_SHUTDOWN ->
                "Type: AWS::SageMaker::Space\nProperties:\n  SpaceSettings:\n    JupyterLabAppSettings:\n"
                        + "      AppLifecycleManagement:\n        IdleSettings:\n          IdleTimeoutInMinutes: "
                        + IDLE_MINUTES + "\n";
        };
    }

    private String pullRequest() {
        var text = new StringBuilder(title())
                .append("\n\nAccount ")
                .append(comment(workload.account()))
                .append(", ")
                .append(comment(workload.region()))
                .append("\n\nWhy:\n");
        ChangeNoteText.of(proposal.change().evidence())
                .forEach(line -> text.append("- ").append(comment(line)).append('\n'));
        text.append("\nAssumed:\n");
        ChangeNoteText.of(proposal.change().assumptions())
                .forEach(line -> text.append("- ").append(comment(line)).append('\n'));
        return text.append("\nHow:\n\n")
                .append(cli().lines().map(line -> "    " + line + "\n").reduce("", String::concat))
                .toString();
    }

    private String title() {
        return switch (proposal.change().action()) {
            case DELETE ->
                "Delete " + workload.kind().label().toLowerCase(Locale.ROOT) + " " + comment(workload.name());
            case RIGHTSIZE ->
                "Run " + comment(workload.name()) + " on " + proposal.change().toCount() + " \u00d7 "
                        + comment(proposal.change().toType()) + " instead of "
                        + proposal.change().fromCount() + " \u00d7 "
                        + comment(proposal.change().fromType());
            case STOP -> "Stop notebook instance " + comment(workload.name());
            case IDLE_SHUTDOWN -> "Shut down " + comment(workload.name()) + " when it is idle";
        };
    }
}
