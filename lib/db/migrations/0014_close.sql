CREATE TABLE "adjustments" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"month" text NOT NULL,
	"original_period" text,
	"debit" text NOT NULL,
	"credit" text NOT NULL,
	"cents" numeric(78,0) NOT NULL,
	"memo" text NOT NULL,
	"evidence_name" text,
	"evidence_kind" text,
	"evidence_bytes" integer,
	"evidence_hash" text NOT NULL,
	"evidence" text,
	"reverses" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	CONSTRAINT "adjustments_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE TABLE "close_job_parts" (
	"chain_id" integer NOT NULL,
	"job_id" text NOT NULL,
	"seq" integer NOT NULL,
	"data" text NOT NULL,
	CONSTRAINT "close_job_parts_chain_id_job_id_seq_pk" PRIMARY KEY("chain_id","job_id","seq")
);
--> statement-breakpoint
CREATE TABLE "close_jobs" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"step" text NOT NULL,
	"done" integer NOT NULL,
	"say" text,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"file_name" text,
	"bytes" integer,
	"sha256" text,
	"manifest" jsonb,
	CONSTRAINT "close_jobs_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE TABLE "report_files" (
	"chain_id" integer NOT NULL,
	"version_id" text NOT NULL,
	"name" text NOT NULL,
	"seq" integer NOT NULL,
	"data" text NOT NULL,
	CONSTRAINT "report_files_chain_id_version_id_name_seq_pk" PRIMARY KEY("chain_id","version_id","name","seq")
);
--> statement-breakpoint
CREATE TABLE "report_signatures" (
	"chain_id" integer NOT NULL,
	"version_id" text NOT NULL,
	"role" text NOT NULL,
	"account" text NOT NULL,
	"note" text NOT NULL,
	"signature" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "report_signatures_chain_id_version_id_role_pk" PRIMARY KEY("chain_id","version_id","role")
);
--> statement-breakpoint
CREATE TABLE "report_versions" (
	"chain_id" integer NOT NULL,
	"id" text NOT NULL,
	"month" text NOT NULL,
	"version" integer NOT NULL,
	"manifest_hash" text NOT NULL,
	"data_root" text NOT NULL,
	"manifest" text NOT NULL,
	"supersedes" text,
	"reason" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"returned_by" text,
	"returned_at" timestamp with time zone,
	"returned_reason" text,
	CONSTRAINT "report_versions_chain_id_id_pk" PRIMARY KEY("chain_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "adjustments_reversed" ON "adjustments" USING btree ("chain_id","reverses") WHERE "adjustments"."decision" is distinct from 'rejected';--> statement-breakpoint
CREATE UNIQUE INDEX "close_jobs_open" ON "close_jobs" USING btree ("chain_id","kind","period") WHERE "close_jobs"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "report_signatures_account" ON "report_signatures" USING btree ("chain_id","version_id","account");--> statement-breakpoint
CREATE UNIQUE INDEX "report_versions_live" ON "report_versions" USING btree ("chain_id","month","version") WHERE "report_versions"."returned_at" is null;