export { type ITopic, Topic, type TopicProps } from "./topic";
