package dev.bursar.efficiency.workload;

/** What a workload is. */
public enum WorkloadKind {
    ENDPOINT("endpoint", "Endpoint"),
    NOTEBOOK("notebook", "Notebook instance"),
    APP("app", "Studio app"),
    /** Jobs whose names differ in a date or number only. */
    JOB_FAMILY("job-family", "Jobs"),
    /** An EC2 instance with GPUs. */
    EC2("ec2", "EC2 GPU instance"),
    /** A model of Amazon Bedrock whose throughput is provisioned. */
    PROVISIONED("provisioned", "Provisioned throughput");

    private final String stored;
    private final String label;

    WorkloadKind(String stored, String label) {
        this.stored = stored;
        this.label = label;
    }

    public String stored() {
        return stored;
    }

    public String label() {
        return label;
    }

    public static WorkloadKind of(String stored) {
        for (WorkloadKind kind : values()) {
            if (kind.stored.equals(stored)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(stored);
    }
}
