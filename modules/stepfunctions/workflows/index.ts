export { type NotifyOnFailureProps, notifyOnFailure } from "./notify-on-failure";
export { type PaginateProps, paginate } from "./paginate";
export { type SagaProps, type SagaStep, saga } from "./saga";
export { type StartAndPollProps, startAndPoll } from "./start-and-poll";
