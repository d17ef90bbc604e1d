CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "balances" (
	"chain_id" integer NOT NULL,
	"bucket" text NOT NULL,
	"owner" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	CONSTRAINT "balances_chain_id_bucket_owner_pk" PRIMARY KEY("chain_id","bucket","owner")
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"chain_id" integer NOT NULL,
	"number" bigint NOT NULL,
	"hash" text NOT NULL,
	"parent_hash" text NOT NULL,
	"timestamp" timestamp with time zone NOT NULL,
	CONSTRAINT "blocks_chain_id_number_pk" PRIMARY KEY("chain_id","number")
);
--> statement-breakpoint
CREATE TABLE "bucket_days" (
	"chain_id" integer NOT NULL,
	"day" date NOT NULL,
	"bucket" text NOT NULL,
	"inflow" numeric(78,0) NOT NULL,
	"outflow" numeric(78,0) NOT NULL,
	"internal_in" numeric(78,0) NOT NULL,
	"internal_out" numeric(78,0) NOT NULL,
	CONSTRAINT "bucket_days_chain_id_day_bucket_pk" PRIMARY KEY("chain_id","day","bucket")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"chain_id" integer PRIMARY KEY NOT NULL,
	"genesis_hash" text NOT NULL,
	"block_number" bigint NOT NULL,
	"block_hash" text NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"head_number" bigint NOT NULL,
	"head_time" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"category" text NOT NULL,
	"account" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"cumulative" numeric(78,0) NOT NULL,
	CONSTRAINT "claims_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "days" (
	"chain_id" integer NOT NULL,
	"day" date NOT NULL,
	"metric" text NOT NULL,
	"key" text NOT NULL,
	"value" numeric(78,0) NOT NULL,
	CONSTRAINT "days_chain_id_metric_day_key_pk" PRIMARY KEY("chain_id","metric","day","key")
);
--> statement-breakpoint
CREATE TABLE "distributions" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"total" numeric(78,0) NOT NULL,
	"burn" numeric(78,0) NOT NULL,
	"protocol" numeric(78,0) NOT NULL,
	"operations" numeric(78,0) NOT NULL,
	"provider" numeric(78,0) NOT NULL,
	"split_version" integer NOT NULL,
	CONSTRAINT "distributions_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"tx_index" integer NOT NULL,
	"contract" text NOT NULL,
	"name" text NOT NULL,
	"args" jsonb NOT NULL,
	"addresses" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "events_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"job" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"is_ok" boolean,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "months" (
	"chain_id" integer NOT NULL,
	"month" text NOT NULL,
	"opening_block" bigint NOT NULL,
	"opening_hash" text NOT NULL,
	"opening_time" timestamp with time zone NOT NULL,
	"closing_block" bigint NOT NULL,
	"closing_hash" text NOT NULL,
	"closing_time" timestamp with time zone NOT NULL,
	CONSTRAINT "months_chain_id_month_pk" PRIMARY KEY("chain_id","month")
);
--> statement-breakpoint
CREATE TABLE "movements" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"seq" smallint NOT NULL,
	"kind" text NOT NULL,
	"from_bucket" text NOT NULL,
	"from_owner" text NOT NULL,
	"to_bucket" text NOT NULL,
	"to_owner" text NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	CONSTRAINT "movements_chain_id_block_number_log_index_seq_pk" PRIMARY KEY("chain_id","block_number","log_index","seq")
);
--> statement-breakpoint
CREATE TABLE "nonces" (
	"nonce" text PRIMARY KEY NOT NULL,
	"cookie_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"operation_id" text NOT NULL,
	"nonce" integer NOT NULL,
	"caller" text NOT NULL,
	"target" text NOT NULL,
	"data" text NOT NULL,
	"ready_at" timestamp with time zone NOT NULL,
	"ended_as" text,
	"ended_block" bigint,
	"ended_time" timestamp with time zone,
	"ended_tx" text,
	CONSTRAINT "operations_chain_id_operation_id_nonce_pk" PRIMARY KEY("chain_id","operation_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"usd" numeric(78,0) NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"price" numeric(78,0) NOT NULL,
	"plan" integer,
	"period_index" integer,
	CONSTRAINT "payments_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "periods" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"plan" integer NOT NULL,
	"from_plan" integer,
	"period_index" integer,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"paid" numeric(78,0) NOT NULL,
	CONSTRAINT "periods_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"kind" text NOT NULL,
	"price" numeric(78,0) NOT NULL,
	CONSTRAINT "prices_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "reasons" (
	"hash" text NOT NULL,
	"operation_id" text,
	"text" text NOT NULL,
	"author" text NOT NULL,
	"base" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reasons_hash_author_pk" PRIMARY KEY("hash","author")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"ran_at" timestamp with time zone NOT NULL,
	"difference" numeric(78,0) NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "reconciliations_chain_id_block_number_pk" PRIMARY KEY("chain_id","block_number")
);
--> statement-breakpoint
CREATE TABLE "roots" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"category" text NOT NULL,
	"step" text NOT NULL,
	"root" text NOT NULL,
	"total" numeric(78,0),
	"accept_at" timestamp with time zone,
	"uri" text,
	"from_pool" numeric(78,0),
	"from_emission" numeric(78,0),
	CONSTRAINT "roots_chain_id_block_number_log_index_pk" PRIMARY KEY("chain_id","block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"chain_id" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "splits" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"version" integer NOT NULL,
	"burn" integer NOT NULL,
	"protocol" integer NOT NULL,
	"operations" integer NOT NULL,
	"provider" integer NOT NULL,
	CONSTRAINT "splits_chain_id_version_pk" PRIMARY KEY("chain_id","version")
);
--> statement-breakpoint
CREATE TABLE "tranches" (
	"chain_id" integer NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"tx_hash" text NOT NULL,
	"id" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"cancelled_block" bigint,
	CONSTRAINT "tranches_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_hash" ON "audit" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "balances_by_owner" ON "balances" USING btree ("chain_id","owner");--> statement-breakpoint
CREATE INDEX "claims_by_account" ON "claims" USING btree ("chain_id","account");--> statement-breakpoint
CREATE INDEX "events_by_name" ON "events" USING btree ("chain_id","contract","name","block_number");--> statement-breakpoint
CREATE INDEX "events_by_tx" ON "events" USING btree ("chain_id","tx_hash");--> statement-breakpoint
CREATE INDEX "events_by_address" ON "events" USING gin ("addresses");--> statement-breakpoint
CREATE INDEX "movements_by_time" ON "movements" USING btree ("chain_id","block_time");--> statement-breakpoint
CREATE INDEX "movements_by_tx" ON "movements" USING btree ("chain_id","tx_hash");--> statement-breakpoint
CREATE INDEX "operations_by_block" ON "operations" USING btree ("chain_id","block_number");--> statement-breakpoint
CREATE INDEX "payments_by_account" ON "payments" USING btree ("chain_id","account","block_number");--> statement-breakpoint
CREATE INDEX "payments_by_time" ON "payments" USING btree ("chain_id","block_time");--> statement-breakpoint
CREATE INDEX "periods_by_account" ON "periods" USING btree ("chain_id","account","block_number");--> statement-breakpoint
CREATE INDEX "prices_by_time" ON "prices" USING btree ("chain_id","block_time");--> statement-breakpoint
CREATE INDEX "reasons_by_operation" ON "reasons" USING btree ("operation_id");--> statement-breakpoint
CREATE INDEX "sessions_by_address" ON "sessions" USING btree ("address");