-- AWS may not say, or not readably, when a job of Inference Recommender was made.
alter table ml_recommender_job alter column created_at drop not null;
