/** Limits of single kinds of targets. Source: EventBridge API model. */

export const MAX_MESSAGE_GROUP_ID = 100;
