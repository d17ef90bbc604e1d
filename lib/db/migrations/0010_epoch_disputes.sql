CREATE TABLE "epoch_disputes" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"provider" text NOT NULL,
	"label" text NOT NULL,
	"say" text NOT NULL,
	"evidence_name" text,
	"evidence_kind" text,
	"evidence_bytes" integer,
	"evidence_hash" text,
	"evidence" text,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decision" text,
	"decided_by" text,
	"reason" text,
	CONSTRAINT "epoch_disputes_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE INDEX "epoch_disputes_by_account" ON "epoch_disputes" USING btree ("chain_id","account");--> statement-breakpoint
CREATE UNIQUE INDEX "epoch_disputes_open" ON "epoch_disputes" USING btree ("chain_id","provider","label") WHERE "epoch_disputes"."decided_at" is null;