CREATE TABLE "auditors" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"reason" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "auditors_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE INDEX "auditors_by_account" ON "auditors" USING btree ("chain_id","account");