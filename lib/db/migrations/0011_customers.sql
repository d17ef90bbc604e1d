CREATE TABLE "customers" (
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"tax_id" text NOT NULL,
	"address" text NOT NULL,
	"country" text NOT NULL,
	"low_credits" numeric(78,0),
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customers_chain_id_account_pk" PRIMARY KEY("chain_id","account")
);
--> statement-breakpoint
CREATE TABLE "invoice_series" (
	"chain_id" integer NOT NULL,
	"series" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "invoice_series_chain_id_series_pk" PRIMARY KEY("chain_id","series")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"chain_id" integer NOT NULL,
	"series" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"source" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"supplied_at" timestamp with time zone NOT NULL,
	"seller" jsonb NOT NULL,
	"buyer" jsonb NOT NULL,
	"line" text NOT NULL,
	"net_usd" numeric(78,0) NOT NULL,
	"tax_bps" integer NOT NULL,
	"tax_usd" numeric(78,0) NOT NULL,
	"gross_usd" numeric(78,0) NOT NULL,
	"amount" numeric(78,0) NOT NULL,
	"price" numeric(78,0),
	"tx_hash" text,
	"refers_to" text,
	CONSTRAINT "invoices_chain_id_series_number_pk" PRIMARY KEY("chain_id","series","number")
);
--> statement-breakpoint
CREATE TABLE "plan_requests" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"company" text NOT NULL,
	"email" text NOT NULL,
	"tokens" numeric(78,0) NOT NULL,
	"say" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"answer" text,
	CONSTRAINT "plan_requests_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE TABLE "terms_consents" (
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"version" text NOT NULL,
	"hash" text NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "terms_consents_chain_id_account_version_pk" PRIMARY KEY("chain_id","account","version")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_source" ON "invoices" USING btree ("chain_id","source");--> statement-breakpoint
CREATE INDEX "invoices_by_account" ON "invoices" USING btree ("chain_id","account","issued_at");--> statement-breakpoint
CREATE INDEX "plan_requests_by_account" ON "plan_requests" USING btree ("chain_id","account");