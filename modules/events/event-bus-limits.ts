/** Limits of event buses, of what stands on them, and of archives. Sources: the API model (botocore), the quota page. */

/** Name of a partner event source and of its bus. Source: API model (EventSourceName). */
export const EVENT_SOURCE_NAME = /^(?=.{1,256}$)aws\.partner(?:\/[.\-_A-Za-z0-9]+){2,}$/;

/** Name of any bus, partner buses included. Source: API model (EventBusName). */
export const ANY_BUS_NAME = /^[/.\-_A-Za-z0-9]{1,256}$/;

/** Source: API model (EventBusArn), with the characters of a name. */
export const BUS_ARN = /^arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\/[/.\-_A-Za-z0-9]{1,256}$/;

/** Characters of a bus policy; the quota can be raised. Source: quotas. */
export const BUS_POLICY_QUOTA = 10_240;

/** Rules with wildcards on one bus; the quota cannot be raised. Source: quotas. */
export const MAX_WILDCARD_RULES = 30;

/** Rules on one bus; the quota can be raised. Source: quotas. */
export const RULES_QUOTA = 300;

/** Source: API model (ArchiveName). */
export const ARCHIVE_NAME = /^[.\-_A-Za-z0-9]{1,48}$/;
export const MAX_ARCHIVE_NAME = 48;

/** Source: API model (RetentionDays); 0 is for ever. */
export const RETENTION_DAYS = [0, 2_147_483_647] as const;
