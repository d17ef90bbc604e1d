CREATE TABLE "pause_drills" (
	"id" text PRIMARY KEY NOT NULL,
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"tx_hash" text,
	"block" bigint,
	"interactions" integer,
	"ms_to_block" integer,
	"ms_to_banner" integer
);
--> statement-breakpoint
CREATE TABLE "risk_breaches" (
	"id" text PRIMARY KEY NOT NULL,
	"indicator" text NOT NULL,
	"threshold" text NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"began_block" bigint NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_block" bigint,
	"worst" text NOT NULL,
	"worst_at" timestamp with time zone NOT NULL,
	"worst_block" bigint NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamp with time zone,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "risk_readings" (
	"indicator" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"block" bigint NOT NULL,
	"value" text,
	"reason" text,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "risk_readings_indicator_hour_pk" PRIMARY KEY("indicator","hour")
);
--> statement-breakpoint
CREATE TABLE "thresholds" (
	"id" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "pause_drills_by_time" ON "pause_drills" USING btree ("chain_id","begun_at");--> statement-breakpoint
CREATE UNIQUE INDEX "risk_breaches_open" ON "risk_breaches" USING btree ("indicator") WHERE "risk_breaches"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "risk_breaches_by_time" ON "risk_breaches" USING btree ("began_at");