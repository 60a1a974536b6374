-- How many EKS clusters an imported billing period charges in accounts with EC2 instances; null where they weren't counted yet.
alter table cost_export add column eks_clusters int;
