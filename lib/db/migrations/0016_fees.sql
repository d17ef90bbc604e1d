CREATE TABLE "fee_marks" (
	"chain_id" integer PRIMARY KEY NOT NULL,
	"block_number" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fee_prices" (
	"chain_id" integer NOT NULL,
	"month" text NOT NULL,
	"nano" numeric(78,0) NOT NULL,
	"source" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fee_prices_chain_id_month_pk" PRIMARY KEY("chain_id","month")
);
--> statement-breakpoint
CREATE TABLE "network_fees" (
	"chain_id" integer NOT NULL,
	"tx_hash" text NOT NULL,
	"block_number" bigint NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"sender" text NOT NULL,
	"wei" numeric(78,0) NOT NULL,
	CONSTRAINT "network_fees_chain_id_tx_hash_pk" PRIMARY KEY("chain_id","tx_hash")
);
--> statement-breakpoint
CREATE INDEX "network_fees_by_block" ON "network_fees" USING btree ("chain_id","block_number");--> statement-breakpoint
CREATE INDEX "network_fees_by_sender" ON "network_fees" USING btree ("chain_id","sender");