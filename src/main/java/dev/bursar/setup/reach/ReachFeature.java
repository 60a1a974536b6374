package dev.bursar.setup.reach;

import module java.base;

/** What Bursar reads in member accounts, and the actions that the role in each of them has to allow for it. */
public enum ReachFeature {
    TAGS(
            "Tags and inventory",
            "account:ListRegions",
            "resource-explorer-2:GetDefaultView",
            "resource-explorer-2:GetIndex",
            "resource-explorer-2:GetView",
            "resource-explorer-2:ListIndexes",
            "resource-explorer-2:ListResources",
            "resource-explorer-2:ListSupportedResourceTypes",
            "resource-explorer-2:Search",
            "tag:GetResources",
            "tag:GetTagKeys",
            "tag:GetTagValues"),
    TRAIL("CloudTrail", "account:ListRegions", "cloudtrail:LookupEvents"),
    EFFICIENCY(
            "Efficiency",
            "account:ListRegions",
            "application-autoscaling:Describe*",
            "bedrock:List*",
            "cloudwatch:GetMetricData",
            "cloudwatch:ListMetrics",
            "compute-optimizer:Get*",
            "logs:DescribeLogGroups",
            "logs:GetQueryResults",
            "logs:StartQuery",
            "logs:StopQuery",
            "sagemaker:Describe*",
            "sagemaker:List*",
            "xray:BatchGetTraces",
            "xray:GetServiceGraph",
            "xray:GetTimeSeriesServiceStatistics",
            "xray:GetTraceSummaries");

    private final String title;
    private final List<String> actions;

    ReachFeature(String title, String... actions) {
        this.title = title;
        this.actions = List.of(actions);
    }

    public String title() {
        return title;
    }

    public List<String> actions() {
        return actions;
    }
}
