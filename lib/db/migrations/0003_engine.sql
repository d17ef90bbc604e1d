CREATE SEQUENCE "receipts_seq";--> statement-breakpoint
CREATE TABLE "allowance_use" (
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"index" integer NOT NULL,
	"used" numeric(78,0) NOT NULL,
	CONSTRAINT "allowance_use_chain_id_account_index_pk" PRIMARY KEY("chain_id","account","index")
);
--> statement-breakpoint
CREATE TABLE "capacity_reports" (
	"chain_id" integer NOT NULL,
	"service" text NOT NULL,
	"provider" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"capacity" numeric(78,0) NOT NULL,
	"queued" numeric(78,0) NOT NULL,
	"reporter" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "capacity_reports_chain_id_service_provider_at_pk" PRIMARY KEY("chain_id","service","provider","at")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"gateway" text NOT NULL,
	"request_id" text NOT NULL,
	"say" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision" text,
	"decided_by" text,
	"reason" text,
	CONSTRAINT "disputes_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE TABLE "gateways" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "key_days" (
	"prefix" text NOT NULL,
	"day" date NOT NULL,
	"requests" bigint NOT NULL,
	"charge_nano" numeric(78,0) NOT NULL,
	CONSTRAINT "key_days_prefix_day_pk" PRIMARY KEY("prefix","day")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"prefix" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"gateway" text,
	"owner" text,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"budget_usd" numeric(78,0),
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "meters" (
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"charged_nano" numeric(78,0) NOT NULL,
	"credit_nano" numeric(78,0) DEFAULT 0 NOT NULL,
	"overage" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meters_chain_id_account_pk" PRIMARY KEY("chain_id","account")
);
--> statement-breakpoint
CREATE TABLE "price_freezes" (
	"chain_id" integer NOT NULL,
	"service" text NOT NULL,
	"from_time" timestamp with time zone NOT NULL,
	"until_time" timestamp with time zone,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "price_freezes_chain_id_service_from_time_pk" PRIMARY KEY("chain_id","service","from_time")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"chain_id" integer NOT NULL,
	"month" date NOT NULL,
	"gateway" text NOT NULL,
	"request_id" text NOT NULL,
	"seq" bigint DEFAULT nextval('receipts_seq') NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"key_prefix" text,
	"provider" text NOT NULL,
	"service" text NOT NULL,
	"input_units" bigint NOT NULL,
	"output_units" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"period_index" integer,
	"from_rolled" bigint NOT NULL,
	"from_fresh" bigint NOT NULL,
	"covered_input" bigint NOT NULL,
	"covered_output" bigint NOT NULL,
	"price_at" timestamp with time zone NOT NULL,
	"price_input" numeric(78,0) NOT NULL,
	"price_output" numeric(78,0) NOT NULL,
	"price_unit" numeric(78,0) NOT NULL,
	"charge_nano" numeric(78,0) NOT NULL,
	"refers_to" text,
	"reason" text,
	CONSTRAINT "receipts_month_chain_id_gateway_request_id_pk" PRIMARY KEY("month","chain_id","gateway","request_id")
) PARTITION BY RANGE ("month");
--> statement-breakpoint
CREATE TABLE "service_prices" (
	"chain_id" integer NOT NULL,
	"service" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"factor" numeric(78,0) NOT NULL,
	"availability" numeric(78,0) NOT NULL,
	"utilisation" numeric(78,0),
	"served" numeric(78,0) NOT NULL,
	"queued" numeric(78,0) NOT NULL,
	"capacity" numeric(78,0) NOT NULL,
	"reporters" integer NOT NULL,
	"healthy" integer NOT NULL,
	"hold" text,
	"rates_version" integer NOT NULL,
	"pricing_version" integer NOT NULL,
	"list_input" numeric(78,0) NOT NULL,
	"list_output" numeric(78,0) NOT NULL,
	"unit" numeric(78,0) NOT NULL,
	"input" numeric(78,0) NOT NULL,
	"output" numeric(78,0) NOT NULL,
	CONSTRAINT "service_prices_chain_id_service_at_pk" PRIMARY KEY("chain_id","service","at")
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"chain_id" integer NOT NULL,
	"id" integer NOT NULL,
	"after_seq" bigint NOT NULL,
	"upto_seq" bigint NOT NULL,
	"receipts" integer NOT NULL,
	"root" text NOT NULL,
	"usages" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"tx_hash" text,
	"block_number" bigint,
	"due" numeric(78,0) NOT NULL,
	"taken" numeric(78,0),
	"error" text,
	CONSTRAINT "settlements_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"chain_id" integer NOT NULL,
	"day" date NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"service" text NOT NULL,
	"requests" bigint NOT NULL,
	"input_units" bigint NOT NULL,
	"output_units" bigint NOT NULL,
	"covered" bigint NOT NULL,
	"charge_nano" numeric(78,0) NOT NULL,
	"list_nano" numeric(78,0) NOT NULL,
	CONSTRAINT "usage_days_chain_id_scope_day_key_service_pk" PRIMARY KEY("chain_id","scope","day","key","service")
);
--> statement-breakpoint
CREATE TABLE "usage_refusals" (
	"chain_id" integer NOT NULL,
	"day" date NOT NULL,
	"reason" text NOT NULL,
	"service" text NOT NULL,
	"priority" integer NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "usage_refusals_chain_id_day_reason_service_priority_pk" PRIMARY KEY("chain_id","day","reason","service","priority")
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"alert_id" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text,
	"sent_at" timestamp with time zone,
	CONSTRAINT "alert_deliveries_alert_id_channel_pk" PRIMARY KEY("alert_id","channel")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"severity" text NOT NULL,
	"say" text NOT NULL,
	"detail" jsonb NOT NULL,
	"account" text DEFAULT '' NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"seen" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_history" (
	"id" text PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"key" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ms" integer NOT NULL,
	"is_ok" boolean NOT NULL,
	"say" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "renewal_failures" (
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"code" text NOT NULL,
	"owed" numeric(78,0),
	CONSTRAINT "renewal_failures_chain_id_account_at_pk" PRIMARY KEY("chain_id","account","at")
);
--> statement-breakpoint
CREATE TABLE "sent_transactions" (
	"chain_id" integer NOT NULL,
	"sender" text NOT NULL,
	"nonce" integer NOT NULL,
	"purpose" text NOT NULL,
	"to_address" text NOT NULL,
	"data" text NOT NULL,
	"gas" bigint NOT NULL,
	"attempts" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"mined_hash" text,
	"mined_block" bigint,
	CONSTRAINT "sent_transactions_chain_id_sender_nonce_pk" PRIMARY KEY("chain_id","sender","nonce")
);
--> statement-breakpoint
CREATE TABLE "demand_hours" (
	"chain_id" integer NOT NULL,
	"service" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"utilisation" numeric(78,0) NOT NULL,
	"smoothed" numeric(78,0) NOT NULL,
	"demand" numeric(78,0) NOT NULL,
	CONSTRAINT "demand_hours_chain_id_service_hour_pk" PRIMARY KEY("chain_id","service","hour")
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"provider" text NOT NULL,
	"from_time" timestamp with time zone NOT NULL,
	"until_time" timestamp with time zone NOT NULL,
	"announced_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "exclusions_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_hours" (
	"chain_id" integer NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"provider" text NOT NULL,
	"service" text NOT NULL,
	"gateway" text NOT NULL,
	"requests" integer NOT NULL,
	"errors" integer NOT NULL,
	"latencies" jsonb NOT NULL,
	"good_minutes" integer[] NOT NULL,
	CONSTRAINT "job_hours_chain_id_hour_provider_service_gateway_pk" PRIMARY KEY("chain_id","hour","provider","service","gateway")
);
--> statement-breakpoint
CREATE TABLE "payout_changes" (
	"chain_id" integer NOT NULL,
	"provider" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"from_address" text NOT NULL,
	"to_address" text NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone,
	"signature" text NOT NULL,
	CONSTRAINT "payout_changes_chain_id_provider_asked_at_pk" PRIMARY KEY("chain_id","provider","asked_at")
);
--> statement-breakpoint
CREATE TABLE "probes" (
	"chain_id" integer NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"provider" text NOT NULL,
	"prober" text NOT NULL,
	"is_valid" boolean NOT NULL,
	"ms" integer,
	CONSTRAINT "probes_minute_chain_id_provider_prober_pk" PRIMARY KEY("minute","chain_id","provider","prober")
) PARTITION BY RANGE ("minute");
--> statement-breakpoint
CREATE TABLE "providers" (
	"chain_id" integer NOT NULL,
	"provider" text NOT NULL,
	"payout" text NOT NULL,
	"name" text NOT NULL,
	"classes" text[] NOT NULL,
	"endpoint" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"message_at" timestamp with time zone NOT NULL,
	"signature" text NOT NULL,
	"cluster" text,
	CONSTRAINT "providers_chain_id_provider_pk" PRIMARY KEY("chain_id","provider")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"bytes" bigint NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reward_leaves" (
	"chain_id" integer NOT NULL,
	"category" text NOT NULL,
	"root" text NOT NULL,
	"account" text NOT NULL,
	"cumulative" numeric(78,0) NOT NULL,
	"added" numeric(78,0) NOT NULL,
	"detail" jsonb,
	CONSTRAINT "reward_leaves_chain_id_category_root_account_pk" PRIMARY KEY("chain_id","category","root","account")
);
--> statement-breakpoint
CREATE TABLE "reward_runs" (
	"chain_id" integer NOT NULL,
	"category" text NOT NULL,
	"label" text NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"inputs" text NOT NULL,
	"inputs_hash" text NOT NULL,
	"root" text NOT NULL,
	"total" numeric(78,0) NOT NULL,
	"state" text NOT NULL,
	"recomputed_root" text NOT NULL,
	"tx_hash" text,
	"error" text,
	CONSTRAINT "reward_runs_chain_id_category_label_pk" PRIMARY KEY("chain_id","category","label")
);
--> statement-breakpoint
CREATE INDEX "disputes_by_account" ON "disputes" USING btree ("chain_id","account");--> statement-breakpoint
CREATE UNIQUE INDEX "keys_hash" ON "keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "keys_by_owner" ON "keys" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "receipts_by_seq" ON "receipts" USING btree ("chain_id","seq");--> statement-breakpoint
CREATE INDEX "receipts_by_account" ON "receipts" USING btree ("chain_id","account","started_at");--> statement-breakpoint
CREATE INDEX "receipts_by_provider" ON "receipts" USING btree ("chain_id","provider","started_at");--> statement-breakpoint
CREATE INDEX "alerts_open" ON "alerts" USING btree ("key");--> statement-breakpoint
CREATE INDEX "alerts_by_account" ON "alerts" USING btree ("account","opened_at");--> statement-breakpoint
CREATE INDEX "job_history_by_job" ON "job_history" USING btree ("job","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sent_transactions_purpose" ON "sent_transactions" USING btree ("chain_id","purpose");--> statement-breakpoint
CREATE INDEX "sent_transactions_open" ON "sent_transactions" USING btree ("chain_id","state");--> statement-breakpoint
CREATE INDEX "exclusions_by_provider" ON "exclusions" USING btree ("chain_id","provider","from_time");--> statement-breakpoint
CREATE INDEX "reward_leaves_by_account" ON "reward_leaves" USING btree ("chain_id","account");--> statement-breakpoint
CREATE INDEX "reward_runs_by_root" ON "reward_runs" USING btree ("root");