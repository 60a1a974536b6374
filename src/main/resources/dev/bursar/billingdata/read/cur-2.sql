-- CUR 2.0: lines to charges. The view lines and the function tag_text are the engine's; all else is the same on DuckDB,
-- Trino and Athena. In lines, product_product_name is the key product_name of the map product, and no_cost is 0 in the
-- type of the costs.
with priced as (
  select cast(line_item_usage_start_date as date) as charge_day,
         bill_billing_period_start_date,
         bill_payer_account_id,
         line_item_usage_account_id,
         line_item_product_code,
         product_region_code,
         line_item_usage_type,
         line_item_line_item_type,
         coalesce(nullif(savings_plan_savings_plan_a_r_n, ''), reservation_reservation_a_r_n) as commitment,
         line_item_resource_id as resource_id,
         case line_item_operation when 'EKSPod-EC2' then 4 when 'ECSTask-EC2' then 2 end as resource_parts,
         case when line_item_operation in ('EKSPod-EC2', 'ECSTask-EC2')
              then coalesce(nullif(split_line_item_parent_resource_id, ''), '-') end as node,
         split_line_item_split_cost,
         split_line_item_unused_cost,
         split_line_item_split_usage,
         case when split_line_item_actual_usage > 0
              then split_line_item_split_usage - split_line_item_actual_usage end as spare_usage,
         resource_tags,
         line_item_currency_code,
         pricing_unit,
         line_item_iam_principal,
         product_product_name,
         line_item_unblended_cost as unblended_cost,
         line_item_net_unblended_cost as net_unblended_cost,
         pricing_public_on_demand_cost as list_cost,
         line_item_usage_amount as usage_amount,
         case
           when line_item_line_item_type = 'SavingsPlanCoveredUsage' then savings_plan_savings_plan_effective_cost
           when line_item_line_item_type = 'SavingsPlanRecurringFee'
             then savings_plan_total_commitment_to_date - savings_plan_used_commitment
           when line_item_line_item_type in ('SavingsPlanNegation', 'SavingsPlanUpfrontFee') then no_cost
           when line_item_line_item_type = 'DiscountedUsage' then reservation_effective_cost
           when line_item_line_item_type = 'RIFee'
             then coalesce(reservation_unused_amortized_upfront_fee_for_billing_period, no_cost)
                  + coalesce(reservation_unused_recurring_fee, no_cost)
           when line_item_line_item_type = 'Fee' and reservation_reservation_a_r_n <> '' then no_cost
           else line_item_unblended_cost
         end as amortized_cost,
         case
           when line_item_net_unblended_cost is null then null
           when line_item_line_item_type = 'SavingsPlanCoveredUsage'
             then coalesce(savings_plan_net_savings_plan_effective_cost, savings_plan_savings_plan_effective_cost)
           when line_item_line_item_type = 'SavingsPlanRecurringFee'
             then savings_plan_total_commitment_to_date - savings_plan_used_commitment
           when line_item_line_item_type in ('SavingsPlanNegation', 'SavingsPlanUpfrontFee') then no_cost
           when line_item_line_item_type = 'DiscountedUsage'
             then coalesce(reservation_net_effective_cost, reservation_effective_cost)
           when line_item_line_item_type = 'RIFee'
             then coalesce(reservation_net_unused_amortized_upfront_fee_for_billing_period,
                           reservation_unused_amortized_upfront_fee_for_billing_period, no_cost)
                  + coalesce(reservation_net_unused_recurring_fee, reservation_unused_recurring_fee, no_cost)
           when line_item_line_item_type = 'Fee' and reservation_reservation_a_r_n <> '' then no_cost
           else line_item_net_unblended_cost
         end as net_amortized_cost
    from lines),
summed as (
  select charge_day,
         bill_billing_period_start_date,
         bill_payer_account_id,
         line_item_usage_account_id,
         line_item_product_code,
         product_region_code,
         line_item_usage_type,
         line_item_line_item_type,
         commitment,
         resource_id,
         resource_parts,
         resource_tags,
         line_item_currency_code,
         pricing_unit,
         line_item_iam_principal,
         node,
         max(product_product_name) as product_product_name,
         sum(coalesce(net_unblended_cost, unblended_cost)) as billed_cost,
         sum(coalesce(net_amortized_cost, amortized_cost)) as effective_cost,
         sum(list_cost) as list_cost,
         sum(unblended_cost) as unblended_cost,
         sum(net_unblended_cost) as net_unblended_cost,
         sum(amortized_cost) as amortized_cost,
         sum(net_amortized_cost) as net_amortized_cost,
         sum(usage_amount) as usage_amount,
         sum(split_line_item_split_cost) as split_cost,
         sum(split_line_item_unused_cost) as unused_cost,
         sum(split_line_item_split_usage) as split_usage,
         sum(spare_usage) as spare_usage,
         count(*) as line_count
    from priced
   group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
select charge_day,
       cast(date_trunc('month', bill_billing_period_start_date) as date) as billing_period,
       'AWS' as provider,
       bill_payer_account_id as billing_account,
       coalesce(nullif(line_item_usage_account_id, ''), bill_payer_account_id) as account,
       coalesce(line_item_product_code, '') as service,
       coalesce(product_region_code, '') as region,
       coalesce(line_item_usage_type, '') as usage_type,
       line_item_line_item_type as record_type,
       case
         when line_item_line_item_type in ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage') then 'Usage'
         when line_item_line_item_type in ('Fee', 'RIFee', 'SavingsPlanRecurringFee', 'SavingsPlanUpfrontFee',
                                           'Recurring', 'Upfront', 'Support') then 'Purchase'
         when line_item_line_item_type in ('Tax', 'Credit') then line_item_line_item_type
         when line_item_line_item_type in ('Refund', 'SavingsPlanNegation') then 'Adjustment'
         when lower(line_item_line_item_type) like '%discount' then 'Adjustment'
         else 'Usage'
       end as charge_category,
       case when line_item_line_item_type = 'Refund' then 'Correction' else '' end as charge_class,
       case
         when line_item_line_item_type in ('DiscountedUsage', 'SavingsPlanCoveredUsage') then 'Committed'
         when line_item_line_item_type = 'Usage' and line_item_usage_type like '%SpotUsage%' then 'Dynamic'
         when line_item_line_item_type in ('Usage', 'Fee', 'RIFee', 'SavingsPlanRecurringFee', 'SavingsPlanUpfrontFee',
                                           'Recurring', 'Upfront', 'Support') then 'Standard'
         else ''
       end as pricing_category,
       coalesce(commitment, '') as commitment,
       case
         when resource_parts = 4 then
           concat(coalesce(split_part(resource_id, '/', 1), ''), '/', coalesce(split_part(resource_id, '/', 2), ''), '/',
                  coalesce(split_part(resource_id, '/', 3), ''), '/', coalesce(split_part(resource_id, '/', 4), ''))
         when resource_parts = 2 then
           concat(coalesce(split_part(resource_id, '/', 1), ''), '/', coalesce(split_part(resource_id, '/', 2), ''))
         else coalesce(resource_id, '')
       end as resource,
       tag_text(resource_tags) as tags,
       line_item_currency_code as currency,
       coalesce(pricing_unit, '') as consumed_unit,
       coalesce(line_item_iam_principal, '') as caller,
       coalesce(node, '') as node,
       max(coalesce(nullif(product_product_name, ''), line_item_product_code, '')) as service_name,
       sum(billed_cost) as billed_cost,
       sum(effective_cost) as effective_cost,
       sum(list_cost) as list_cost,
       sum(case when line_item_line_item_type in ('Usage', 'SavingsPlanCoveredUsage') then unblended_cost end)
         as contracted_cost,
       sum(unblended_cost) as unblended_cost,
       sum(net_unblended_cost) as net_unblended_cost,
       sum(amortized_cost) as amortized_cost,
       sum(net_amortized_cost) as net_amortized_cost,
       sum(case when line_item_line_item_type in ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage')
                then usage_amount end) as consumed_quantity,
       sum(split_cost) as split_cost,
       sum(unused_cost) as unused_cost,
       sum(split_usage) as split_usage,
       sum(spare_usage) as spare_usage,
       cast(sum(line_count) as bigint) as line_count
  from summed
 group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
