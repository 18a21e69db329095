export { type IStream, Stream, type StreamAttributes } from "./stream";
