-- How many metrics the CloudWatch agent sends of an EC2 instance's GPUs; null: not known, or it has no NVIDIA GPU.
alter table ml_variant add column gpu_metrics int check (gpu_metrics >= 0);
