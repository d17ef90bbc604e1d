CREATE TABLE "allowance_days" (
	"chain_id" integer NOT NULL,
	"account" text NOT NULL,
	"index" integer NOT NULL,
	"day" date NOT NULL,
	"rolled" numeric(78,0) NOT NULL,
	"fresh" numeric(78,0) NOT NULL,
	CONSTRAINT "allowance_days_chain_id_account_index_day_pk" PRIMARY KEY("chain_id","account","index","day")
);
--> statement-breakpoint
INSERT INTO "allowance_days" ("chain_id", "account", "index", "day", "rolled", "fresh")
SELECT "chain_id", "account", "period_index", ("started_at" at time zone 'UTC')::date, sum("from_rolled"), sum("from_fresh")
FROM "receipts" WHERE "period_index" IS NOT NULL AND "from_rolled" + "from_fresh" > 0 GROUP BY 1, 2, 3, 4;
