package dev.bursar.efficiency.proposals;

/** How what carries out a change is written. */
public enum ChangeForm {
    CLI("AWS CLI"),
    TERRAFORM("Terraform"),
    CLOUDFORMATION("CloudFormation"),
    PULL_REQUEST("Pull request");

    private final String label;

    ChangeForm(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
